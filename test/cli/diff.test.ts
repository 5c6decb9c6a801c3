import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFileReader, nodeFileWriter, nodeGit } from '../../src/platform/index.ts';
import { runAegis, type Ran } from './run-aegis.ts';

const REFUNDS = (limit: number): string => `version: "1"
rules:
  - name: refunds
    match: { type: refund }
    conditions: { param_lte: { amount: ${limit} } }
    approval: auto
  - name: no_deletes
    match: { type: "*delete*" }
    approval: block
`;
const files = {
  'old.yaml': REFUNDS(100),
  'new.yaml': REFUNDS(50),
  'renamed.yaml': REFUNDS(100).replace('no_deletes', 'never_delete'),
  'wrong.yaml': REFUNDS(50).replace('approval', 'aproval'),
};

describe('aegis diff', () => {
  test('shows whose decision changes, by an action, and what the policies say otherwise', async () => {
    const ran = await runAegis(['diff', 'old.yaml', 'new.yaml'], { files });
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toBe(`old  old.yaml
new  new.yaml

tightened
  auto, risk medium -> approve, risk medium  rule \`refunds\` (modified)
    {"type":"refund","params":{"amount":100}}
    decided by \`refunds\`, now by the defaults

what the policies say
  modified  rule refunds  conditions: {"param_lte":{"amount":100}} -> {"param_lte":{"amount":50}}

1 tightened; all other decisions stay: proved
`);
  });

  test('says of a new name that the policies are equivalent: proved', async () => {
    const ran = await runAegis(['diff', 'old.yaml', 'renamed.yaml', '--format', 'compact'], { files });
    expect(ran.stdout).toBe(
      'renamed: rule never_delete: name: no_deletes -> never_delete\nequivalent: proved: every action has the same approval and risk\n',
    );
  });

  test.each([
    ['old.yaml', 'new.yaml', 'none', 0],
    ['old.yaml', 'new.yaml', 'loosened', 0],
    ['old.yaml', 'new.yaml', 'any', 1],
    ['new.yaml', 'old.yaml', 'loosened', 1],
    ['old.yaml', 'renamed.yaml', 'any', 0],
  ])('exits for %s -> %s with --fail-on %s by what it found', async (old, now, threshold, exitCode) => {
    const ran = await runAegis(['diff', old, now, '--fail-on', threshold], { files });
    expect(ran.exitCode).toBe(exitCode);
  });

  test('takes what is not proved for no proof: with --fail-on it exits 1 and says why', async () => {
    let now = 0;
    const clock = { now: () => (now += 1_000) };
    const wide = (approval: string): string =>
      `version: "1"\nrules:\n${Array.from({ length: 30 }, (_, i) => `  - { match: { type: "*a${i}*" }, conditions: { param_gt: { p${i}: 1 } }, approval: ${approval} }\n`).join('')}`;
    const ran = await runAegis(['diff', 'a.yaml', 'b.yaml', '--timeout', '1', '--fail-on', 'loosened'], {
      files: { 'a.yaml': wide('auto'), 'b.yaml': wide('block') },
      clock,
    });
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain('it was not proved that no decision is loosened');
    expect(ran.stdout).toContain('not proved (time): more may change by rule `rule_');
    expect(ran.stdout).not.toContain(': proved');
  });

  test.each([
    ['wrong.yaml', 'new.yaml', 'AEG1004'],
    ['old.yaml', 'wrong.yaml', 'AEG1004'],
    ['missing.yaml', 'new.yaml', 'AEG9010'],
    ['old.yaml', '-', 'AEG9017'],
  ])('refuses %s -> %s with exit 2 and %s', async (old, now, code) => {
    const ran = await runAegis(['diff', old, now], { files });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(`error[${code}]`);
  });

  test('reads one policy from standard input', async () => {
    const ran = await runAegis(['diff', '-', 'new.yaml', '--format', 'compact'], {
      files,
      stdin: REFUNDS(100),
    });
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain('tightened: auto, risk medium -> approve, risk medium');
  });

  test.each([[['diff', '-', '-']], [['diff', '-', 'new.yaml', '--replay', '-']]])(
    'refuses to read standard input twice: %j',
    async (argv) => {
      const ran = await runAegis(argv, { files, stdin: REFUNDS(100) });
      expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
      expect(ran.stderr).toContain('error[AEG9006]');
    },
  );

  test('puts loosened decisions beside their rules as annotations', async () => {
    const ran = await runAegis(['diff', 'new.yaml', 'old.yaml', '--format', 'github'], { files });
    expect(ran.stdout).toContain('::warning title=policy loosened,file=old.yaml,line=3,');
  });

  test('shows a pull request what changes, with nothing of the policy as markup', async () => {
    const hostile = { ...files, 'old.yaml': REFUNDS(100).replace('refunds', '"refunds <b>|@kim"') };
    const ran = await runAegis(['diff', 'old.yaml', 'new.yaml', '--format', 'markdown'], { files: hostile });
    expect(ran.stdout).toContain('**1 tightened; all other decisions stay: proved**');
    expect(ran.stdout).not.toMatch(/<b>|@kim/);
  });
});

describe('aegis diff --replay', () => {
  const action = (amount: number): string => JSON.stringify({ type: 'refund', params: { amount } });

  test('counts the recorded actions whose decision changes, with examples', async () => {
    const amounts = [10, 60, 70, 80, 90, 200];
    const ran = await runAegis(
      ['diff', 'old.yaml', 'new.yaml', '--replay', 'actions.jsonl', '--format', 'json'],
      {
        files: { ...files, 'actions.jsonl': amounts.map(action).join('\n') },
      },
    );
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(ran.stdout)).toMatchObject({
      replay: {
        file: 'actions.jsonl',
        actions: 6,
        changed: 4,
        classes: [
          {
            kind: 'tightened',
            count: 4,
            examples: [
              {
                position: 2,
                action: { params: { amount: 60 } },
                old: { rule: 'refunds' },
                new: { rule: '<default>' },
              },
              { position: 3 },
              { position: 4 },
            ],
          },
        ],
      },
    });
  });

  test('decides each action at its own time', async () => {
    const hours = (until: string): string =>
      `version: "1"\nrules:\n  - { match: { type: send }, conditions: { time_after: "08:00", time_before: "${until}" }, approval: auto }\n`;
    const at = (time: string): string => JSON.stringify({ type: 'send', at: `2026-03-02T${time}:00Z` });
    const ran = await runAegis(['diff', 'a.yaml', 'b.yaml', '--replay', '-', '--format', 'compact'], {
      files: { 'a.yaml': hours('18:00'), 'b.yaml': hours('17:00') },
      stdin: ['16:59', '17:00', '17:30', '18:00'].map(at).join('\n'),
    });
    expect(ran.stdout).toContain('replayed: 2 tightened: auto, risk medium -> approve, risk medium');
    expect(ran.stdout).toContain('2 of 4 actions of <stdin> are decided otherwise');
  });

  test('names the lines that are no actions, and exits 2', async () => {
    const ran = await runAegis(['diff', 'old.yaml', 'new.yaml', '--replay', 'actions.jsonl'], {
      files: { ...files, 'actions.jsonl': `${action(60)}\n{"typ":"x"}\n` },
    });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('actions.jsonl:2:1');
    expect(ran.stdout).toContain('1 of 1 action of actions.jsonl is decided otherwise');
  });
});

describe('aegis diff git:REVISION', () => {
  let desk: string;

  beforeEach(() => {
    desk = realpathSync(mkdtempSync(join(tmpdir(), 'aegis-desk-'))).replaceAll('\\', '/');
    git('init', '--quiet', '--initial-branch=main');
    commit({ 'agents/policy.yaml': REFUNDS(100), 'aegis.yaml': 'policy: { path: agents/policy.yaml }\n' });
    write('agents/policy.yaml', REFUNDS(50));
  });

  afterEach(() => {
    rmSync(desk, { recursive: true, force: true });
  });

  function git(...args: readonly string[]): void {
    const settings = ['user.name=Kim', 'user.email=kim@example.com', 'commit.gpgsign=false'];
    execFileSync('git', [...settings.flatMap((setting) => ['-c', setting]), ...args], { cwd: desk });
  }

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(desk, file)), { recursive: true });
    writeFileSync(join(desk, file), text);
  }

  function commit(written: Readonly<Record<string, string>>): void {
    for (const [file, text] of Object.entries(written)) write(file, text);
    git('add', '--all');
    git('commit', '--quiet', '--message', 'work');
  }

  async function diff(argv: readonly string[], folder = ''): Promise<Ran> {
    return await runAegis(['diff', ...argv, '--format', 'compact'], {
      cwd: join(desk, folder),
      platform: { files: nodeFileReader, writer: nodeFileWriter, git: nodeGit },
    });
  }

  test.each([
    ['', 'git:main', 'agents/policy.yaml'],
    ['agents', 'git:main', 'policy.yaml'],
    ['agents', 'git:HEAD', './policy.yaml'],
    ['', 'git:main:agents/policy.yaml', 'agents/policy.yaml'],
    ['agents', 'git:main:agents/policy.yaml', 'policy.yaml'],
    ['agents', 'git:main:./policy.yaml', 'policy.yaml'],
    ['', 'git:main:aegis.yaml', 'aegis.yaml'],
    ['agents', 'git:main', '../aegis.yaml'],
  ])('in the folder "%s", %s against %s is the file as it was', async (folder, old, now) => {
    const ran = await diff([old, now], folder);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain('tightened: auto, risk medium -> approve, risk medium: rule `refunds`');
  });

  test('compares two commits, also by a path of one of them', async () => {
    commit({ 'agents/policy.yaml': REFUNDS(20) });
    const ran = await diff(['git:HEAD~1', 'git:HEAD:agents/policy.yaml']);
    expect(ran.stdout).toContain('tightened: auto');
  });

  test('what a commit names is read in the commit, not on the disk', async () => {
    rmSync(join(desk, 'agents'), { recursive: true });
    write('new.yaml', REFUNDS(100));
    const ran = await diff(['git:main:aegis.yaml', 'new.yaml']);
    expect(ran.stdout).toContain('equivalent: proved');
  });

  test('shows where in the commit a policy is wrong', async () => {
    commit({ 'agents/policy.yaml': files['wrong.yaml'] });
    const ran = await diff(['git:HEAD:agents/policy.yaml', 'agents/policy.yaml']);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('--> git:HEAD:agents/policy.yaml:6:5');
  });

  test.each([
    ['git:nowhere', 'agents/policy.yaml', 'AEG9042'],
    ['git:--output=x', 'agents/policy.yaml', 'AEG9042'],
    ['git:', 'agents/policy.yaml', 'AEG9042'],
    ['git:main:policy.yaml', 'agents/policy.yaml', 'AEG9043'],
    ['git:main:agents', 'agents/policy.yaml', 'AEG9043'],
    ['git:main:../../etc/passwd', 'agents/policy.yaml', 'AEG9043'],
    ['git:main', '-', 'AEG9043'],
    ['git:main', 'git:HEAD', 'AEG9043'],
  ])('refuses %s against %s with %s', async (old, now, code) => {
    const ran = await diff([old, now]);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(`error[${code}]`);
  });

  test('says that there is no repository, and no git', async () => {
    rmSync(join(desk, '.git'), { recursive: true });
    expect((await diff(['git:main', 'agents/policy.yaml'])).stderr).toContain('error[AEG9041]');
    const ran = await runAegis(['diff', 'git:main', 'old.yaml'], { files });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('error[AEG9040]');
  });
});

describe('docs/analysis.md', () => {
  const page = readFileSync(new URL('../../docs/analysis.md', import.meta.url), 'utf8');
  const block = (language: string): string =>
    new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(page)?.[1] ?? '';

  test('shows what aegis diff prints about its two policies', async () => {
    const shown = /^```text\n\$ aegis diff old\.yaml new\.yaml\n([\s\S]*?)^```$/m.exec(page)?.[1];
    const ran = await runAegis(['diff', 'old.yaml', 'new.yaml'], {
      files: { 'old.yaml': block('yaml old.yaml'), 'new.yaml': block('yaml new.yaml') },
    });
    expect(ran).toMatchObject({ exitCode: 0, stderr: '', stdout: shown });
  });
});
