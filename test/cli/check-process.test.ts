import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parsedEvent } from '../../src/audit/index.ts';
import { AGENTS } from '../../src/hooks/index.ts';
import { DRIVERS, readerAt } from '../store/drivers.ts';
import { PACKAGE_ROOT } from './memory-platform.ts';

const BIN = `${PACKAGE_ROOT}/bin/aegis.js`;
const isBuilt = existsSync(`${PACKAGE_ROOT}/dist/cli/main.js`);
const isPosix = process.platform !== 'win32';
const driver = DRIVERS[0]!;
const POLICY = `version: "1"
defaults: { approval: auto }
rules:
  - { name: deletes, match: { type: "*delete*" }, approval: block }
  - { name: writes, match: { type: "write*" }, approval: approve }
`;
const HOOKS = [...AGENTS, 'generic'] as const;

/** A call that the policy has nothing against, as each of them tells of it. */
function callOf(hook: (typeof HOOKS)[number]): string {
  if (hook === 'generic') return '{"type":"read","target":"a.ts"}';
  const file = hook === 'cursor' || hook === 'gemini' ? 'shell' : 'bash';
  const text = readFileSync(`${PACKAGE_ROOT}/fixtures/hooks/${hook}/${file}.json`, 'utf8');
  return JSON.stringify((JSON.parse(text) as { input: unknown }).input);
}

/** What Node runs before everything else. */
const before = (code: string) => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}`,
});

describe.runIf(isBuilt)('the hook as a process', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'aegis-hook-'));
    writeFileSync(join(folder, 'policy.yaml'), POLICY);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (
    argv: readonly string[],
    input: string | Buffer,
    env: Readonly<Record<string, string>> = {},
  ): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [BIN, 'check', ...argv], {
      cwd: folder,
      input,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
  const refuses = (ran: { status: number | null; stdout: string; stderr: string }, said: string | RegExp) => {
    expect({ status: ran.status, stdout: ran.stdout }, ran.stderr).toEqual({ status: 2, stdout: '' });
    expect(ran.stderr).toMatch(said);
  };

  test.each(HOOKS)('%s: answers with 0, recorded', (hook) => {
    const db = join(folder, `${hook}.db`);
    const ran = run(['--hook', hook, '--db', db], callOf(hook));
    expect({ status: ran.status, stderr: ran.stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(ran.stdout)).toMatchObject(hook === 'generic' ? { permission: 'none' } : {});
    const reader = readerAt(db, driver);
    expect(reader.count()).toBe(1);
    reader.close();
  });

  test.each(HOOKS)(
    '%s: every failure ends with 2 and a reason',
    (hook) => {
      const call = callOf(hook);
      refuses(run(['--hook', hook], '{'), 'AEG4050');
      refuses(run(['--hook', hook], ''), 'AEG4050');
      refuses(run(['--hook', hook], Buffer.from([0xff, 0xfe, 0x00])), 'AEG4050');
      refuses(run(['--hook', hook], Buffer.alloc(20_000_000, 0x20)), 'AEG4051');
      refuses(run(['none.yaml', '--hook', hook], call), 'AEG9010');
      refuses(run(['--hook', hook], call, { AEGIS_POLICY: join(folder, 'none.yaml') }), 'AEG9010');
      writeFileSync(join(folder, 'broken.yaml'), 'rules: 7\n');
      refuses(run(['broken.yaml', '--hook', hook], call), 'AEG1');
      refuses(run(['--hook', hook, '--db', '/nowhere/at/all.db'], call), 'AEG4014');
      refuses(run(['--hook', hook, '--wrong'], call), 'AEG9002');
      refuses(
        run(['--hook', hook], call, before("Date.now = () => { throw new TypeError('x') }")),
        'AEG9070',
      );
      refuses(run(['--hook', hook], call, before(THROWS_LATER)), 'bug in Aegis: y');
      refuses(run(['--hook', hook], call, before('JSON.parse = undefined')), /AEG9070|AEG4050/);
    },
    120_000,
  );

  test.each(HOOKS)('%s: a log that is locked refuses the call within the deadline', (hook) => {
    const db = join(folder, `locked-${hook}.db`);
    const other = driver.open(db, 'write');
    other.execute('BEGIN EXCLUSIVE');
    const ran = run(['--hook', hook, '--db', db], callOf(hook));
    other.execute('ROLLBACK');
    other.close();
    // on a machine that is busy the deadline comes first
    refuses(ran, /AEG4012|AEG4052/);
  });

  test.runIf(isPosix).each(HOOKS)('%s: a disk that takes no more refuses the call', (hook) => {
    const script = `trap '' XFSZ; ulimit -f 8; exec "$0" "$@"`;
    const argv = [
      '-c',
      script,
      process.execPath,
      BIN,
      'check',
      '--hook',
      hook,
      '--db',
      join(folder, `full-${hook}.db`),
    ];
    const ran = spawnSync('bash', argv, { cwd: folder, input: callOf(hook), encoding: 'utf8' });
    refuses(ran, /AEG401[35]/);
  });

  test.each(HOOKS)('%s: work that never ends is ended, and refuses the call', (hook) => {
    refuses(run(['--hook', hook], callOf(hook), before('Date.now = () => { for (;;); }')), 'AEG4052');
  });

  test('input that never ends refuses the call, whoever asks', async () => {
    const runs = HOOKS.map((hook) => {
      const child = spawn(process.execPath, [BIN, 'check', '--hook', hook], { cwd: folder });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      return new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) => {
        child.once('close', (status: number | null) => {
          resolve({ status, stdout, stderr });
        });
      });
    });
    for (const ran of await Promise.all(runs)) refuses(ran, 'AEG4052');
  });

  test.runIf(isPosix).each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s ends it with 2', async (signal) => {
    const child = spawn(process.execPath, [BIN, 'check', '--hook', 'codex'], {
      cwd: folder,
      env: { ...process.env, ...before("setTimeout(() => process.stderr.write('ready'), 300)") },
    });
    child.stderr.once('data', () => child.kill(signal));
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect(status).toBe(2);
  });

  test.runIf(isPosix).each(HOOKS)('%s: an answer that nobody receives is none', (hook) => {
    const line = `"$0" "$@" >&-`;
    const argv = ['-c', line, process.execPath, BIN, 'check', '--hook', hook];
    const closed = spawnSync('bash', argv, { cwd: folder, input: callOf(hook), encoding: 'utf8' });
    expect(closed.status).toBe(2);
    const gone = spawnSync(
      'bash',
      ['-c', '{ sleep 0.2; "$0" "$@"; echo $? >&2; } | true', ...argv.slice(2)],
      {
        cwd: folder,
        input: callOf(hook),
        encoding: 'utf8',
      },
    );
    expect(gone.stderr).toMatch(/AEG4056[^]*\n2\n$/);
    if (!existsSync('/dev/full')) return;
    const full = spawnSync('bash', ['-c', '"$0" "$@" >/dev/full', ...argv.slice(2)], {
      cwd: folder,
      input: callOf(hook),
      encoding: 'utf8',
    });
    expect(full.status).toBe(2);
  });

  test('an installation that is not whole ends with 2', () => {
    const alone = join(folder, 'bin');
    spawnSync('mkdir', [alone]);
    writeFileSync(join(alone, 'aegis.mjs'), readFileSync(BIN));
    const ran = spawnSync(process.execPath, [join(alone, 'aegis.mjs'), 'check', '--hook', 'codex'], {
      encoding: 'utf8',
    });
    refuses(ran, 'aegis cannot start');
  });

  test('two at once both decide, one after the other in one log', async () => {
    const db = join(folder, 'two.db');
    const runs = Array.from({ length: 6 }, () => {
      const child = spawn(process.execPath, [BIN, 'check', '--hook', 'generic', '--db', db], { cwd: folder });
      child.stdin.end('{"type":"read"}');
      return new Promise((resolve) => child.once('close', resolve));
    });
    expect(await Promise.all(runs)).toEqual([0, 0, 0, 0, 0, 0]);
    const verified = spawnSync(process.execPath, [BIN, 'audit', 'verify', '--db', db], { cwd: folder });
    expect(verified.status).toBe(0);
    const reader = readerAt(db, driver);
    expect(reader.count()).toBe(6);
    reader.close();
  });

  test('without a hook the exit code is the decision', () => {
    expect(run([], '{"type":"read"}').status).toBe(0);
    expect(run([], '{"type":"write"}').status).toBe(1);
    expect(run([], '{"type":"delete"}').status).toBe(1);
    expect(run([], '{').status).toBe(2);
  });

  const hasPty = isPosix && spawnSync('python3', ['-c', 'import pty']).status === 0;
  test.runIf(hasPty).each([
    ['yes', 0, 'approved'],
    ['no', 1, 'denied'],
    ['', 1, 'expired'],
  ])('on a real terminal, %j ends with %i', (typed, status, said) => {
    const db = join(folder, `tty-${said}.db`);
    const argv = [
      process.execPath,
      BIN,
      'check',
      '--ask',
      'tty',
      '--ask-timeout',
      typed === '' ? '1' : '20',
      '--db',
      db,
    ];
    const ran = spawnSync('python3', ['-c', PTY, typed, ...argv], { cwd: folder, encoding: 'utf8' });
    expect({ status: ran.status }, ran.stdout + ran.stderr).toEqual({ status });
    expect(ran.stdout).toContain('May this run?');
    const reader = readerAt(db, driver);
    const last = parsedEvent(reader.entry(2)!.event);
    reader.close();
    expect(last).toMatchObject({ event_type: 'approval_response', approval: { human_decision: said } });
  });

  test.runIf(hasPty)('without a terminal nobody says yes', () => {
    const ran = spawnSync(
      'python3',
      [
        '-c',
        'import os, sys; os.setsid(); os.execvp(sys.argv[1], sys.argv[1:])',
        process.execPath,
        BIN,
        'check',
        '--ask',
        'tty',
      ],
      {
        cwd: folder,
        input: '{"type":"write"}',
        encoding: 'utf8',
      },
    );
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain('no terminal');
  });

  test('--self-test proves what --install wrote, and finds what lets calls pass', () => {
    const settings = join(folder, '.claude/settings.json');
    expect(run(['--hook', 'claude-code', '--self-test'], '').stderr).toContain('AEG4054');
    expect(run(['--hook', 'claude-code', '--install', '--yes'], '').status).toBe(0);
    const proved = run(['--hook', 'claude-code', '--self-test'], '');
    expect(proved.status, proved.stdout).toBe(0);
    expect(proved.stdout).not.toContain('FAILED');
    const text = readFileSync(settings, 'utf8');
    writeFileSync(
      settings,
      text
        .replaceAll('claude-code"', 'claude-code || exit 1"')
        .replace('"onFailure": "block"', '"onFailure": "continue"'),
    );
    const found = run(['--hook', 'claude-code', '--self-test'], '');
    expect(found.status).toBe(1);
    expect(found.stdout).toMatch(/FAILED {2}settings: onFailure/);
    expect(found.stdout).toMatch(/FAILED {2}no JSON: exit 1/);
  }, 120_000);
});

/** Something throws where nobody can catch it, as soon as the program runs. */
const THROWS_LATER =
  "process.on('newListener', (event) => { if (event === 'uncaughtException') setTimeout(() => { throw new Error('y') }) })";

/** Runs a command on a terminal of its own, pipes a call into it, and types a line when it is asked. */
const PTY = `
import os, pty, subprocess, sys
typed, argv = sys.argv[1], sys.argv[2:]
pid, fd = pty.fork()
if pid == 0:
    done = subprocess.run(argv, input=b'{"type":"write"}')
    sys.exit(done.returncode)
said = b''
while True:
    try:
        chunk = os.read(fd, 4096)
    except OSError:
        break
    if not chunk:
        break
    said += chunk
    if typed and said.endswith(b': ') and b'May this run' in said:
        os.write(fd, typed.encode() + b'\\n')
        typed = ''
sys.stdout.write(said.decode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;
