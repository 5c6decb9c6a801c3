import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isBuilt, packStandIn, version } from './stand-in.ts';

interface Step {
  readonly name: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const ROOT = process.cwd();
const action = parse(readFileSync('action.yml', 'utf8')) as Action;
const CALL =
  'from openai import OpenAI\nclient = OpenAI()\nclient.responses.create(model="gpt-5", input="Hello")\n';
const POLICY = 'version: "1"\nrules:\n  - { name: stop, match: { type: "*delete*" }, approval: block }\n';

/** A machine that runs a job: its checkout, its temporary folder and the files that GitHub gives to a step. */
let work: string;
let checkout: string;
let tarball: string;
/** The temporary folder of the runner, into which Aegis is installed once for all tests. */
let runner: string;

beforeAll(() => {
  runner = realpathSync(mkdtempSync(join(tmpdir(), 'aegis-runner-')));
  tarball = join(runner, 'agent-aegis.tgz');
  packStandIn(tarball, { postinstall: "node -e \"require('fs').writeFileSync('scripts-have-run', '')\"" });
});

afterAll(() => {
  rmSync(runner, { recursive: true, force: true });
});

beforeEach(() => {
  work = realpathSync(mkdtempSync(join(tmpdir(), 'aegis-job-')));
  checkout = join(work, 'checkout');
  write({ 'desk/ask.py': CALL, 'policy.yaml': POLICY, 'pyproject.toml': '' });
});

afterEach(() => {
  rmSync(work, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(checkout, file)), { recursive: true });
    writeFileSync(join(checkout, file), text);
  }
}

function git(...args: readonly string[]): string {
  const options = ['user.name=Kim', 'user.email=kim@example.com', 'init.defaultBranch=main'].flatMap((s) => [
    '-c',
    s,
  ]);
  return execFileSync('git', [...options, ...args], { cwd: checkout, encoding: 'utf8' }).trim();
}

function commitAll(): string {
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'work');
  return git('rev-parse', 'HEAD');
}

interface Job {
  readonly exitCode: number;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the steps of action.yml one after the other as a runner does, with expressions only where it replaces them. */
function runAction(
  given: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): Job {
  const inputs = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([name, { default: value }]) => [name, value])),
    package: tarball,
    ...given,
  };
  const values: Record<string, string> = {
    'github.action_path': ROOT,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, value])),
  };
  const expand = (text: string): string =>
    text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => values[name] ?? '');
  const files = { GITHUB_OUTPUT: join(work, 'output'), GITHUB_STEP_SUMMARY: join(work, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  let log = '';
  let exitCode = 0;
  for (const step of action.runs.steps) {
    if (isInstalled(step, inputs)) continue;
    const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, expand(value)]));
    const ran = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
      cwd: checkout,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: work,
        RUNNER_TEMP: runner,
        npm_config_offline: 'true',
        GITHUB_WORKSPACE: checkout,
        ...files,
        ...env,
        ...more,
      },
    });
    log += ran.stdout + ran.stderr;
    exitCode = ran.status ?? 1;
    if (exitCode !== 0) break;
  }
  const outputs = readFileSync(files.GITHUB_OUTPUT, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return {
    exitCode,
    log,
    outputs: Object.fromEntries(
      outputs.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    ),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
  };
}

/** The stand-in is installed once: npm takes its time. */
function isInstalled(step: Step, { package: wanted }: Readonly<Record<string, string>>): boolean {
  return (
    step === action.runs.steps[0] &&
    wanted === tarball &&
    existsSync(join(runner, 'aegis-action/node_modules/agent-aegis'))
  );
}

/** The environment of a pull request against a commit. */
function pullRequest(base: string): Readonly<Record<string, string>> {
  const event = join(work, 'event.json');
  writeFileSync(event, JSON.stringify({ pull_request: { base: { sha: base } } }));
  return { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event };
}

describe('action.yml', () => {
  it('puts no input into the text of a command', () => {
    expect(action.runs.using).toBe('composite');
    for (const { run, shell } of action.runs.steps) {
      expect(shell).toBe('bash');
      expect(run).not.toContain('${{');
    }
  });

  it('hands every input to a step, and takes its outputs from one', () => {
    const used = JSON.stringify(action.runs.steps);
    for (const name of Object.keys(action.inputs)) expect(used).toContain(`inputs.${name} }}`);
    expect(Object.keys(action.outputs)).toEqual(['score', 'grade', 'ungoverned-count', 'badge-url']);
  });
});

describe('the step that installs', () => {
  /** What npm is asked, by one that only writes it down. */
  function asked(given: string): { readonly calls: string; readonly job: Job } {
    const bin = join(work, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'npm'), `#!/bin/sh\necho "$PWD $*" >> "${work}/npm-calls"\nexit 1\n`);
    chmodSync(join(bin, 'npm'), 0o755);
    const job = runAction({ package: given }, { PATH: `${bin}:${process.env['PATH'] ?? ''}` });
    return {
      calls: existsSync(join(work, 'npm-calls')) ? readFileSync(join(work, 'npm-calls'), 'utf8') : '',
      job,
    };
  }

  it('asks for its own exact version, without scripts, outside the checkout', () => {
    const { calls, job } = asked('');
    expect(calls).toMatch(
      new RegExp(`^${runner}/.* --ignore-scripts .* -- agent-aegis@${version.replaceAll('.', '\\.')}\\n$`),
    );
    expect(job.exitCode).toBe(2);
  });

  it.each([
    '1.x',
    'latest',
    'git+https://example.com/aegis.git',
    '--global',
    './missing.tgz',
    'x; touch stolen',
    '1.0.0 --global',
  ])('refuses %j as a package', (given) => {
    const { calls, job } = asked(given);
    expect(calls).toBe('');
    expect(job.log).toContain('::error title=Aegis::');
    expect(job.exitCode).toBe(2);
  });
});

describe.skipIf(!isBuilt)('the action', () => {
  it('scans: annotations, a summary, SARIF, outputs of one line, and the exit code of the scan', () => {
    const job = runAction({ 'sarif-file': 'aegis.sarif' });
    expect(job.log).toContain('::warning title=AEG3001,file=desk/ask.py,line=3');
    expect(job.summary).toContain('## Aegis scan');
    expect(JSON.parse(readFileSync(join(checkout, 'aegis.sarif'), 'utf8'))).toMatchObject({
      version: '2.1.0',
    });
    expect(job.outputs).toEqual({
      'ungoverned-count': '1',
      score: '0',
      grade: 'F',
      'badge-url': 'https://img.shields.io/badge/aegis-0%2F100_F-red',
    });
    expect(job.exitCode).toBe(1);
    expect(existsSync(join(runner, 'aegis-action/node_modules/agent-aegis/scripts-have-run'))).toBe(false);
  });

  it('passes with a higher threshold, for paths with spaces, and never takes a path for an option', () => {
    write({ 'my desk/ask.py': CALL });
    expect(runAction({ paths: 'my desk\n', 'fail-on': 'high' })).toMatchObject({
      exitCode: 0,
      outputs: { 'ungoverned-count': '1' },
    });
    expect(runAction({ paths: '--format=json' }).log).toContain('AEG9010');
  });

  it('lets no input reach the shell', () => {
    const evil =
      '"; touch "$RUNNER_TEMP/stolen"; echo $(touch "$RUNNER_TEMP/stolen") `touch "$RUNNER_TEMP/stolen"`\n';
    const names = Object.keys(action.inputs).filter((each) => each !== 'package');
    // These two end a run early when they are wrong.
    const [early, late] = [
      ['command', 'working-directory'],
      names.filter((name) => !/^(?:command|working)/.test(name)),
    ];
    for (const wrong of [...early.map((name) => [name]), late]) {
      runAction(Object.fromEntries(wrong.map((name) => [name, evil])));
      expect(existsSync(join(runner, 'stolen'))).toBe(false);
    }
  });

  it('gives the score, and gates on it', () => {
    expect(runAction({ command: 'score', policy: 'policy.yaml' })).toMatchObject({
      exitCode: 0,
      outputs: { score: '30', grade: 'F', 'ungoverned-count': '1' },
    });
    expect(runAction({ command: 'score', 'min-score': '1' }).exitCode).toBe(1);
  });

  it('says n/a without any AI call', () => {
    write({ 'desk/ask.py': 'print("hello")\n' });
    expect(runAction({}).outputs).toMatchObject({ score: 'n/a', grade: 'n/a', 'ungoverned-count': '0' });
  });

  it('validates a policy and runs its tests', () => {
    expect(runAction({ command: 'validate', paths: 'policy.yaml' })).toMatchObject({ exitCode: 0 });
    write({
      'policy.test.yaml':
        'tests:\n  - { name: deletes, action: { type: delete_user }, expect: { approval: auto } }\n',
    });
    const tested = runAction({ command: 'test', paths: 'policy.yaml' });
    expect(tested.summary).toContain('Some tests fail');
    expect(tested.exitCode).toBe(1);
    write({ 'policy.yaml': 'version: "1"\nrulez: []\n' });
    expect(runAction({ command: 'validate', paths: 'policy.yaml' })).toMatchObject({ exitCode: 1 });
  });

  it('probes a policy', () => {
    const probed = runAction({
      command: 'probe',
      paths: 'policy.yaml',
      'fail-on': 'none',
      'sarif-file': 'probe.sarif',
    });
    expect(probed.exitCode).toBe(0);
    expect(probed.summary).not.toBe('');
    expect(existsSync(join(checkout, 'probe.sarif'))).toBe(true);
  });

  it('refuses a command that it does not have', () => {
    expect(runAction({ command: 'fmt' })).toMatchObject({ exitCode: 2 });
  });
});

describe.skipIf(!isBuilt)('in a pull request, the action', () => {
  it('says which suppressions, known calls and settings the base has not, and what became of the policy', () => {
    write({
      'aegis.yaml': 'scan:\n  fail_on: low\n  baseline: known.json\n',
      'known.json': '{"schemaVersion": 1, "entries": []}\n',
    });
    const base = commitAll();
    const known = { file: 'desk/more.py', call: 'client.create', sdk: 'openai', fingerprint: '0'.repeat(32) };
    write({
      'desk/ask.py': CALL.replace('"Hello")', '"Hello")  # aegis-ignore AEG3001: no time'),
      'aegis.yaml': 'scan:\n  fail_on: critical\n  baseline: known.json\n  exclude: [desk/old/**]\n',
      'known.json': JSON.stringify({ schemaVersion: 1, entries: [known] }),
      'policy.yaml': POLICY.replace('block', 'auto'),
    });
    const job = runAction({ policy: 'policy.yaml' }, pullRequest(base));
    for (const said of [
      '1 more call suppressed by a comment: client.responses.create in desk/ask.py',
      'the baseline takes 1 more call as known: client.create in desk/more.py',
      '`scan.fail_on` goes from low to critical',
      '`scan.exclude` passes over more: desk/old/**',
      'the policy `policy.yaml` is loosened: block becomes auto for `',
    ]) {
      expect(job.log).toContain(`::warning title=Aegis::${said}`);
    }
    expect(job.summary).toContain('loosened in this pull request');
  });

  it('compares the policy with that of the base, and fails when it is loosened', () => {
    const base = commitAll();
    write({ 'policy.yaml': POLICY.replace('block', 'approve') });
    const loosened = runAction({ command: 'diff' }, pullRequest(base));
    expect(loosened.summary).toContain('loosened');
    expect(loosened.exitCode).toBe(1);
    write({ 'policy.yaml': `# the same\n${POLICY}` });
    expect(runAction({ command: 'diff' }, pullRequest(base)).exitCode).toBe(0);
    expect(runAction({ command: 'diff' }, pullRequest('f'.repeat(40))).exitCode).toBe(2);
  });

  it('fails for that when it is told to', () => {
    const base = commitAll();
    write({ 'desk/ask.py': CALL.replace('"Hello")', '"Hello")  # aegis-ignore AEG3001: no time') });
    expect(runAction({}, pullRequest(base)).exitCode).toBe(0);
    expect(runAction({ 'fail-on-loosened': 'true' }, pullRequest(base)).exitCode).toBe(1);
  });

  it('says nothing where nothing is loosened', () => {
    write({ 'desk/ask.py': CALL.replace('"Hello")', '"Hello")  # aegis-ignore AEG3001: known') });
    const base = commitAll();
    write({ 'desk/ask.py': CALL });
    const job = runAction({}, pullRequest(base));
    expect(job.log).not.toContain('title=Aegis::');
    expect(job.summary).not.toContain('loosened');
  });

  it.each([['f'.repeat(40)], ['--output=stolen'], ['HEAD']])(
    'says so when it cannot compare with %s',
    (base) => {
      commitAll();
      const job = runAction({ 'fail-on': 'none' }, pullRequest(base));
      expect(job.log).toContain('::warning title=Aegis::not compared with the base');
      expect(job.exitCode).toBe(0);
    },
  );
});
