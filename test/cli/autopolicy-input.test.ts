import { describe, expect, test } from 'vitest';
import { runAegis } from './run-aegis.ts';

/** What comes on standard input. */
async function reading(stdin: string) {
  return await runAegis(['autopolicy', '-'], { stdin });
}

describe('what is given to aegis autopolicy', { timeout: 120_000 }, () => {
  test.each(['', ' \n\t', '\ufeff', '...', '# '])('nothing in %j is an error', async (text) => {
    const ran = await reading(text);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toContain('AEG803');
  });

  test('a byte order mark and CRLF change nothing', async () => {
    const plain = await reading('block deletes\nallow reads\n');
    const other = await reading('\ufeffblock deletes\r\nallow reads\r\n');
    expect(plain.exitCode).toBe(0);
    expect(other.stdout).toBe(plain.stdout);
  });

  test('NUL is refused', async () => {
    const ran = await reading('block deletes\0. allow reads');
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('NUL');
  });

  test('bytes that are no text are refused', async () => {
    const ran = await runAegis(['autopolicy', '--file', 'rules.txt'], {
      files: { 'rules.txt': new Uint8Array([0xff, 0xfe, 0x00, 0x9c]) },
    });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('not UTF-8');
  });

  test('a megabyte is refused at once, with a remedy', async () => {
    const ran = await reading('block deletes. '.repeat(70_000));
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('the text is too long');
    expect(ran.stderr).toContain('fewer clauses');
  });

  test('a word without end is not understood', async () => {
    const ran = await reading(`block ${'z'.repeat(20_000)}ing`);
    expect([1, 2]).toContain(ran.exitCode);
    expect(ran.stdout).toBe('');
  });

  test('thousands of clauses are refused, with a remedy', async () => {
    const ran = await reading('block deletes. '.repeat(3_000));
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain('too many clauses');
  });

  test('a list with bullets is read as text behind `--`, and without it the remedy is said', async () => {
    const bare = await runAegis(['autopolicy', '- block deletes\n- allow reads']);
    expect(bare.exitCode).toBe(2);
    expect(bare.stderr).toContain('put `--` before a text that begins with a dash');
    const ran = await runAegis(['autopolicy', '--', '- block deletes\n- allow reads']);
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('# block deletes');
    expect(ran.stdout).toContain('# allow reads');
  });

  test('a folder that does not exist is said', async () => {
    const ran = await runAegis(['autopolicy', 'block deletes', '-o', 'missing/policy.yaml']);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('missing/policy.yaml');
  });
});
