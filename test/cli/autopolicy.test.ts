import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { runAegis } from './run-aegis.ts';

const POLICY =
  '# ours\nversion: "1"\nrules:\n  # reads are free\n  - name: reads\n    match: { type: "read*" }\n    approval: auto\n';

describe('aegis autopolicy', { timeout: 120_000 }, () => {
  test('prints a policy with the words above each rule', async () => {
    const ran = await runAegis(['autopolicy', 'block deletes, allow everything else']);
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('  # block deletes\n  - name: block_delete');
  });

  test('writes a file, and formats as fmt does', async () => {
    const ran = await runAegis(['autopolicy', '-', '-o', 'policy.yaml'], {
      stdin: 'block deletes on production',
    });
    expect(ran.exitCode).toBe(0);
    const text = ran.machine.written.get('/work/policy.yaml') ?? '';
    const checked = await runAegis(['fmt', 'policy.yaml', '--check'], { files: { 'policy.yaml': text } });
    expect(checked.exitCode).toBe(0);
  });

  test('words that are not understood are an error with their place, and nothing is written', async () => {
    const ran = await runAegis(['autopolicy', 'sometimes block deletes', '-o', 'policy.yaml']);
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain('[AEG8030]: not understood: `sometimes`');
    expect([...ran.machine.written]).toEqual([]);
  });

  test('clauses that overlap are noted, and the stricter is kept', async () => {
    const ran = await runAegis(['autopolicy', 'allow everything and block deletes']);
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain('`allow everything` and `block deletes` overlap: kept the stricter');
  });

  test('--append keeps the comments of the file and shows what changes', async () => {
    const ran = await runAegis(['autopolicy', 'never delete customers', '--append', 'policy.yaml'], {
      files: { 'policy.yaml': POLICY },
    });
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain('tightened');
    const text = ran.machine.written.get('/work/policy.yaml') ?? '';
    expect(text).toContain('# reads are free');
    expect(text).toContain('block_delete_customers');
  });

  test('--interactive needs a terminal', async () => {
    const ran = await runAegis(['autopolicy', 'block deletes', '--interactive']);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('needs a terminal');
  });

  test('--explain shows words, clauses and rules', async () => {
    const ran = await runAegis(['autopolicy', 'block deletes', '--explain']);
    expect(ran.stderr).toMatch(/words .*\nclause .*\nrule /);
  });
});

describe('aegis autopolicy with a model', { timeout: 120_000 }, () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  /** A model that always says the same. */
  async function modelSaying(content: string): Promise<string> {
    server = createServer((_request, response) =>
      response.end(JSON.stringify({ choices: [{ message: { content } }] })),
    );
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  }

  test('its policy is shown as a difference, and not written', async () => {
    const url = await modelSaying(
      '```yaml\nversion: "1"\nrules:\n  - match: { type: "*" }\n    approval: auto\n```',
    );
    const ran = await runAegis([
      'autopolicy',
      'block deletes',
      '--llm-endpoint',
      url,
      '--llm-model',
      'small',
    ]);
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain('loosened');
    expect(ran.stdout).toContain('block_delete');
  });

  test('an answer that is no policy is an error', async () => {
    const url = await modelSaying('certainly! here is nothing');
    const ran = await runAegis([
      'autopolicy',
      'block deletes',
      '--llm-endpoint',
      url,
      '--llm-model',
      'small',
    ]);
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain('[AEG8034]');
    expect(ran.stdout).toBe('');
  });
});
