import { describe, expect, test } from 'vitest';
import { FORBIDDEN, PIPE, type MemoryFile } from './memory-platform.ts';
import { runAegis } from './run-aegis.ts';

const POLICY = `version: "1"
rules:
  - name: no_deletes
    match: { type: "*delete*" }
    approval: block
  - name: reads
    match: { type: "read_*" }
    approval: auto
`;
const TYPO = POLICY.replace('approval: block', 'aproval: block');

/** Nine levels of nine aliases each: 387 million values from half a kilobyte. */
const BOMB = `version: "1"\nrules: &a0 ["x","x","x","x","x","x","x","x","x"]\n${Array.from(
  { length: 9 },
  (_, i) => `k${i}: &a${i + 1} [${Array.from({ length: 9 }, () => `*a${i}`).join(',')}]`,
).join('\n')}\n`;

describe('aegis validate', () => {
  test('says of a valid policy what it is and what was proved', async () => {
    const ran = await runAegis(['validate', 'policy.yaml'], { files: { 'policy.yaml': POLICY } });
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toMatch(
      /^policy\.yaml is valid: 2 rules\n {2}rules: all reached \(proved\)\n {2}without a matching rule: approve, risk medium; time zone UTC\n {2}hash [0-9a-f]{64}\n$/,
    );
  });

  test('shows every problem with its line and exits 1', async () => {
    const files = { 'policy.yaml': TYPO.replace('"read_*"', '5') };
    const ran = await runAegis(['validate', 'policy.yaml'], { files });
    expect(ran).toMatchObject({ exitCode: 1, stderr: '' });
    expect(ran.stdout).toContain('error[AEG1004]');
    expect(ran.stdout).toContain(
      '  --> policy.yaml:5:5\n   |\n 5 |     aproval: block\n   |     ^^^^^^^ did you mean `approval`?\n',
    );
    expect(ran.stdout).toContain('  --> policy.yaml:7:20');
    expect(ran.stdout).toMatch(/policy\.yaml is not valid: 2 errors\n$/);
  });

  test.each(['hello', '42', '- a', '[]'])('says once of `%s` that it is no policy', async (text) => {
    const argv = ['validate', 'policy.yaml', '--format', 'json'];
    const ran = await runAegis(argv, { files: { 'policy.yaml': `${text}\n` } });
    expect(JSON.parse(ran.stdout)).toMatchObject({
      diagnostics: [{ code: 'AEG1002' }],
      counts: { error: 1 },
    });
  });

  test('exits 0 with --fail-on none, whatever it found', async () => {
    const ran = await runAegis(['validate', 'policy.yaml', '--fail-on', 'none'], {
      files: { 'policy.yaml': TYPO },
    });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('AEG1004');
  });

  test.each(['compact', 'json', 'sarif', 'github', 'junit'])('says the same as %s', async (format) => {
    const world = { files: { 'policy.yaml': TYPO } };
    const ran = await runAegis(['validate', 'policy.yaml', '--format', format], world);
    expect(ran).toMatchObject({ exitCode: 1, stderr: '' });
    expect(ran.stdout).toContain('AEG1004');
    expect(ran.stdout).toContain('aproval');
  });

  test('writes several formats at once, files whole', async () => {
    const ran = await runAegis(
      ['validate', 'policy.yaml', '--format', 'json=out.json', '--format', 'compact'],
      {
        files: { 'policy.yaml': TYPO },
      },
    );
    expect(ran.stdout).toContain('policy.yaml:5:5: error AEG1004');
    expect(JSON.parse(ran.machine.written.get('/work/out.json')!)).toMatchObject({
      schemaVersion: 1,
      file: 'policy.yaml',
      isValid: false,
      counts: { error: 1, warning: 0, info: 0 },
      diagnostics: [{ code: 'AEG1004', place: { start: { line: 5, column: 5 } } }],
    });
    expect(ran.machine.open.size).toBe(0);
  });

  test('puts the result into the file of --output', async () => {
    const ran = await runAegis(['validate', 'policy.yaml', '--output', 'out.txt'], {
      files: { 'policy.yaml': POLICY },
    });
    expect(ran.stdout).toBe('');
    expect(ran.machine.written.get('/work/out.txt')).toContain('is valid');
  });
});

describe('which policy is validated', () => {
  const nested = {
    '/work/aegis.yaml': `policy:\n${POLICY.replace(/^(?=.)/gm, '  ')}`,
    '/work/src/agents/x.ts': '',
  };

  test('the nearest aegis.yaml upwards, named on standard error', async () => {
    const ran = await runAegis(['validate'], { files: nested, cwd: '/work/src/agents' });
    expect(ran).toMatchObject({ exitCode: 0, stderr: 'policy: ../../aegis.yaml\n' });
  });

  test('is not named with --quiet', async () => {
    const ran = await runAegis(['validate', '--quiet'], { files: nested, cwd: '/work/src/agents' });
    expect(ran.stderr).toBe('');
  });

  test('the nearest policy.yaml when no aegis.yaml holds a policy', async () => {
    const files = { 'aegis.yaml': 'scan:\n  fail_on: high\n', '/policy.yaml': POLICY };
    const ran = await runAegis(['validate'], { files });
    expect(ran).toMatchObject({ exitCode: 0, stderr: 'policy: ../policy.yaml\n' });
  });

  test('not one beyond the root of the repository', async () => {
    const files = { '/policy.yaml': POLICY, '/work/.git/HEAD': 'ref' };
    const ran = await runAegis(['validate'], { files });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('error[AEG9015]');
  });

  test('AEGIS_POLICY, AEGIS_CONFIG and --config name one', async () => {
    const files = { 'other.yaml': POLICY, 'third.yaml': POLICY.replace('"read_*"', '"get_*"') };
    const env = { AEGIS_CONFIG: 'other.yaml' };
    expect((await runAegis(['validate'], { files, env })).stderr).toBe('policy: other.yaml\n');
    expect((await runAegis(['validate', '--config', 'third.yaml'], { files, env })).stderr).toBe(
      'policy: third.yaml\n',
    );
    expect((await runAegis(['validate'], { files, env: { AEGIS_POLICY: 'third.yaml' } })).stderr).toBe(
      'policy: third.yaml\n',
    );
  });

  test('the file that `policy: {path}` names, relative to the file that says so', async () => {
    const files = {
      'deep/aegis.yaml': 'policy: { path: ../rules/policy.yaml }\n',
      'rules/policy.yaml': TYPO,
    };
    const ran = await runAegis(['validate', 'deep/aegis.yaml'], { files });
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('--> rules/policy.yaml:5:5');
  });

  test('a named file that is missing is shown where it is named, and exits 2', async () => {
    const ran = await runAegis(['validate', 'aegis.yaml'], {
      files: { 'aegis.yaml': 'policy: { path: gone.yaml }\n' },
    });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('error[AEG9010]: `gone.yaml` does not exist\n  --> aegis.yaml:1:17');
    expect(ran.stderr).toContain(' 1 | policy: { path: gone.yaml }');
  });

  test('a reference to a reference is refused', async () => {
    const files = { 'aegis.yaml': 'policy: { path: b.yaml }\n', 'b.yaml': 'policy: { path: aegis.yaml }\n' };
    const ran = await runAegis(['validate'], { files });
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('error[AEG9018]');
  });

  test('problems of the settings beside the policy count too', async () => {
    const files = { 'aegis.yaml': `${nested['/work/aegis.yaml']}scan:\n  fail_onn: high\n  exclude: [5]\n` };
    const ran = await runAegis(['validate'], { files });
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('did you mean `fail_on`?');
    expect(ran.stdout).toContain('error[AEG9025]');
  });
});

describe('hostile input', () => {
  const read: readonly [string, MemoryFile, string][] = [
    ['an empty file', '', 'AEG1001'],
    ['a binary file', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0, 0xff), 'AEG1041'],
    [
      'a file that is not UTF-8',
      Uint8Array.of(...new TextEncoder().encode('version: "'), 0xe9, 0x22),
      'AEG1042',
    ],
    ['a list', '- a\n- b\n', 'AEG1002'],
    ['broken YAML', 'version: "1\nrules: [', 'AEG1003'],
    ['5 MB', 'x'.repeat(5_000_000), 'AEG1040'],
    ['20 MB', 'x'.repeat(20_000_000), 'AEG1040'],
    ['an alias bomb', BOMB, 'AEG1044'],
    ['deep nesting', `version: "1"\nrules: ${'['.repeat(5_000)}`, 'AEG1043'],
  ];
  test.each(read)('%s is read and refused: exit 1', async (_, file, code) => {
    const ran = await runAegis(['validate', 'policy.yaml', '--format', 'compact'], {
      files: { 'policy.yaml': file },
    });
    expect(ran.stdout).toContain(`error ${code}:`);
    expect(ran).toMatchObject({ exitCode: 1, stderr: '' });
    expect(ran.stdout.length).toBeLessThan(20_000);
  });

  test.each(read)('%s keeps simulate from its work: exit 2', async (_, file, code) => {
    const ran = await runAegis(['simulate', 'policy.yaml', 'read:crm'], { files: { 'policy.yaml': file } });
    expect(ran.stderr).toContain(`error[${code}]`);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  });

  const unreadable: readonly [string, string, string][] = [
    ['a missing file', 'gone.yaml', 'AEG9010'],
    ['a path through a file', 'README.md/policy.yaml', 'AEG9010'],
    ['a folder', 'policies', 'AEG9011'],
    ['a file without permission', 'secret.yaml', 'AEG9012'],
    ['a named pipe', 'pipe.yaml', 'AEG9013'],
  ];
  test.each(unreadable)('%s could not be read: exit 2', async (_, file, code) => {
    const files = { 'policies/support.yaml': POLICY, 'secret.yaml': FORBIDDEN, 'pipe.yaml': PIPE };
    for (const argv of [
      ['validate', file],
      ['simulate', file, 'read:crm'],
    ]) {
      const ran = await runAegis(argv, { files });
      expect(ran.stderr).toContain(`error[${code}]`);
      expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    }
  });

  test.each([
    ['CRLF', POLICY.replaceAll('\n', '\r\n')],
    ['a BOM', `\uFEFF${POLICY}`],
  ])('a policy with %s is valid', async (_, text) => {
    const ran = await runAegis(['validate', 'policy.yaml'], { files: { 'policy.yaml': text } });
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('a place behind a BOM and CRLF is the place an editor shows', async () => {
    const text = `\uFEFF${TYPO.replaceAll('\n', '\r\n')}`;
    const ran = await runAegis(['validate', 'policy.yaml'], { files: { 'policy.yaml': text } });
    expect(ran.stdout).toContain('  --> policy.yaml:5:5\n   |\n 5 |     aproval: block\n   |     ^^^^^^^ ');
    expect(ran.stdout).not.toContain('\r');
  });

  test('escape sequences in a policy do not reach the terminal', async () => {
    const text = POLICY.replace('reads', '"\\e[2Jreads"').replace('"read_*"', '"\u009B2J["');
    const ran = await runAegis(['validate', 'policy.yaml', '--no-color'], {
      files: { 'policy.yaml': text },
      terminal: 80,
    });
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).not.toMatch(/[\u001B\u009B]/);
  });
});
