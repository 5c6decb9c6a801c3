import { describe, expect, test } from 'vitest';
import { runAegis, type Ran } from './run-aegis.ts';

const EXAMPLE = `version: "1"
# customers come first
rules:
  - name: no_deletes
    match: { type: delete } # every delete
    approval: block
`;
const OPEN = `defaults: { approval: auto }\n${EXAMPLE}`;
const RUNS = ['--runs', '600'];

function probe(text: string, ...options: readonly string[]): Promise<Ran> {
  return runAegis(['probe', 'policy.yaml', ...RUNS, ...options], { files: { 'policy.yaml': text } });
}

describe('aegis probe', () => {
  test('exits 0 where only a person stands between, and says so', async () => {
    const ran = await probe(EXAMPLE);
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('relies on approval');
    expect(ran.stdout).toContain('{"type":"bulk_delete"}');
    expect(ran.stdout).toContain("in `no_deletes`, write '*delete*' instead of 'delete'");
  });

  test('exits 1 at or above --fail-on, and below --min-score', async () => {
    expect((await probe(OPEN)).exitCode).toBe(1);
    expect((await probe(OPEN, '--fail-on', 'none')).exitCode).toBe(0);
    expect((await probe(OPEN, '--fail-on', 'none', '--min-score', '50')).exitCode).toBe(1);
    expect((await probe(EXAMPLE, '--fail-on', 'low')).exitCode).toBe(1);
    expect((await probe(EXAMPLE, '--fail-on', 'medium', '--min-score', '100')).exitCode).toBe(0);
  });

  test.each([
    [['--seed', 'x']],
    [['--runs', '0']],
    [['--min-score', '101']],
    [['--replay', 'nothing']],
    [['--fix', '--replay', 'unforeseen/wxyzzy']],
  ])('exits 2 for %j', async (options) => {
    const ran = await runAegis(['probe', 'policy.yaml', ...options], { files: { 'policy.yaml': EXAMPLE } });
    expect(ran.exitCode).toBe(2);
    expect(ran.stdout).toBe('');
  });

  test('exits 2 for a policy that does not load', async () => {
    const ran = await probe('version: "1"\nrules: 3\n');
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('AEG1');
  });

  test('says the same for the same input, and finds a trial again by --replay', async () => {
    const first = await probe(EXAMPLE);
    expect((await probe(EXAMPLE)).stdout).toBe(first.stdout);
    const [, replay = ''] = /--replay (affix\/own@\S+)/.exec(first.stdout) ?? [];
    const again = await probe(EXAMPLE, '--replay', replay);
    expect(again.stdout).toContain('{"type":"bulk_delete"}');
    expect(again.stdout).not.toContain('d3lete');
  });

  test.each(['compact', 'json', 'sarif', 'github', 'junit', 'markdown'])(
    '%s names code, action and decision',
    async (format) => {
      const { stdout } = await probe(OPEN, '--format', format);
      expect(stdout).toContain('AEG2051');
      expect(stdout).toMatch(/auto/);
    },
  );

  test('--fix writes the edits with the comments kept, shows them, and leaves what it cannot close', async () => {
    const ran = await probe(EXAMPLE, '--fix');
    const written = ran.machine.written.get('/work/policy.yaml') ?? '';
    expect(written).toContain("match: { type: '*delet");
    expect(written).toContain('# customers come first');
    expect(written).toContain('# every delete');
    expect(ran.stderr).toContain('-    match: { type: delete } # every delete');
    expect(ran.stdout).not.toContain('bulk_delete');
    expect(ran.exitCode).toBe(0);
  });

  test('--fix closes defaults that let everything run', async () => {
    const ran = await probe(OPEN, '--fix');
    expect(ran.machine.written.get('/work/policy.yaml')).toContain('defaults: { approval: approve }');
    expect(ran.exitCode).toBe(0);
  });

  test('--fix writes nothing where there is nothing to fix', async () => {
    const ran = await probe('version: "1"\nrules:\n  - match: { type: "*" }\n    approval: block\n', '--fix');
    expect(ran.machine.written.size).toBe(0);
    expect(ran.stdout).toContain('nothing is allowed');
  });
});
