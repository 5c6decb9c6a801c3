import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { eventProblems, parsedEvent, type AgefEvent } from '../../src/audit/index.ts';
import type { Json } from '../../src/base/index.ts';
import { nodeCryptography } from '../../src/platform/index.ts';
import type { SqliteDriver } from '../../src/store/index.ts';
import { DRIVERS, freshPath, readerAt, writerAt } from '../store/drivers.ts';
import { runAegis, type World } from './run-aegis.ts';

const driver = DRIVERS[0]!;
const POLICY = `version: "1"
rules:
  - { name: deletes, match: { type: "*delete*" }, risk_level: critical, approval: block }
  - { name: shell, match: { type: bash, target: "rm *" }, approval: block, reason: nothing is removed }
  - { name: writes, match: { type: "write*" }, approval: approve }
  - { name: reads, match: { type: "{read*,bash}" }, risk_level: low, approval: auto }
`;

/** A project with a log of its own. */
function project(settings = ''): { readonly db: string; readonly world: World } {
  const db = freshPath();
  const policy = POLICY.replace(/^(?=.)/gm, '  ');
  return {
    db,
    world: {
      files: { 'aegis.yaml': `audit: { path: ${JSON.stringify(db)} ${settings} }\npolicy:\n${policy}` },
    },
  };
}

function eventsOf(db: string): readonly AgefEvent[] {
  const reader = readerAt(db, driver);
  const events = [...reader.entries()].map(({ event }) => parsedEvent(event)!);
  reader.close();
  return events;
}

const schema = JSON.parse(
  readFileSync(new URL('../../specs/cli/check.schema.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);
const keepsToSchema = (text: string): void => {
  const json: unknown = JSON.parse(text);
  expect(validate(json) ? undefined : validate.errors).toBeUndefined();
};

const claude = (more: Record<string, unknown>): string =>
  JSON.stringify({
    session_id: 's1',
    cwd: '/work',
    hook_event_name: 'PreToolUse',
    tool_use_id: 't1',
    ...more,
  });

describe('aegis check', () => {
  test.each([
    ['auto', 0, { type: 'read_file', target: 'a.ts' }],
    ['approve', 1, { type: 'write_file' }],
    ['block', 1, { type: 'delete_user', params: { id: 7 } }],
  ])('says %s with exit code %i, and has recorded it', async (approval, exitCode, action) => {
    const { db, world } = project();
    const ran = await runAegis(['check'], { ...world, stdin: JSON.stringify(action) });
    expect(ran).toMatchObject({ exitCode, stderr: 'policy: aegis.yaml\n' });
    expect(ran.stdout).toMatch(new RegExp(`^${approval} .*\\n.*\\n  entry 1 of `));
    expect(eventsOf(db)).toMatchObject([{ event_type: 'policy_decision', action, decision: { approval } }]);
  });

  test('records events that keep to the format, whatever came in', async () => {
    const { db, world } = project();
    for (const stdin of [
      '{"type":"read","agent":"bot","session":"s","id":"1","description":"d","params":{"a":[1e999,{"\\ud800":"\\udfff"}]}}',
      '{"type":7,"target":[null]}',
      '{}',
      `{"type":"${'x'.repeat(5000)}"}`,
    ])
      await runAegis(['check', '--format', 'json'], { ...world, stdin });
    const events = eventsOf(db);
    expect(events).toHaveLength(4);
    for (const event of events) expect(eventProblems(event as unknown as Json, nodeCryptography)).toEqual([]);
  });

  test('keeps the policy that decided, so that verify can hash it again', async () => {
    const { db, world } = project();
    await runAegis(['check'], { ...world, stdin: '{"type":"read"}' });
    const verified = await runAegis(['audit', 'verify', '--db', db], world);
    expect(verified.exitCode).toBe(0);
    const reader = readerAt(db, driver);
    expect(reader.policies()).toHaveLength(1);
    reader.close();
  });

  test('leaves secrets out of the log', async () => {
    const { db, world } = project(', redact: [customer.email]');
    const params = { apiKey: 'abc', customer: { email: 'kim@example.com' } };
    await runAegis(['check'], { ...world, stdin: JSON.stringify({ type: 'read', params }) });
    expect(JSON.stringify(eventsOf(db))).not.toMatch(/abc|kim@/);
  });

  test('prints JSON that keeps to its schema', async () => {
    const { world } = project();
    const ran = await runAegis(['check', '--format', 'json'], {
      ...world,
      stdin: '{"type":"write_file","id":"7","session":"s"}',
    });
    keepsToSchema(ran.stdout);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      permission: 'ask',
      id: '7',
      session: 's',
      entry: { sequence: 1 },
    });
  });

  test('asks about what touches the policy, the log or the settings, even where the policy says auto', async () => {
    const { db, world } = project();
    for (const target of ['aegis.yaml', db, '.claude/settings.json', 'x/../aegis.yaml']) {
      const ran = await runAegis(['check'], {
        ...world,
        stdin: JSON.stringify({ type: 'read_file', target }),
      });
      expect(ran).toMatchObject({ exitCode: 1 });
      expect(ran.stdout).toContain('approve critical <protected>');
    }
  });

  test('finds the log beside the policy where nobody names it', async () => {
    const folder = freshPath('x').replace(/\/x$/, '');
    const world = {
      files: { [`${folder}/policy.yaml`]: POLICY, [`${folder}/src/a.ts`]: '' },
      cwd: `${folder}/src`,
    };
    const ran = await runAegis(['check'], { ...world, stdin: '{"type":"read"}' });
    expect(ran.exitCode).toBe(0);
    expect(eventsOf(`${folder}/aegis_audit.db`)).toHaveLength(1);
  });

  test('decides as of an instant', async () => {
    const { db } = project();
    const files = {
      'hours.yaml':
        'version: "1"\ndefaults: { approval: block }\nrules: [{ match: { type: read }, conditions: { weekdays: [1] }, approval: auto }]\n',
    };
    const ran = (more: readonly string[], stdin: string) =>
      runAegis(['check', 'hours.yaml', '--db', db, ...more], { files, stdin });
    expect((await ran([], '{"type":"read"}')).exitCode).toBe(0);
    expect((await ran(['--at', '2026-03-03T10:00'], '{"type":"read"}')).exitCode).toBe(1);
    expect((await ran([], '{"type":"read","at":"2026-03-03T10:00:00Z"}')).exitCode).toBe(1);
    expect((await ran(['--at', 'never'], '{"type":"read"}')).exitCode).toBe(2);
  });
});

describe('aegis check --hook', () => {
  const asked = async (argv: readonly string[], stdin: string, world: World) =>
    await runAegis(['check', ...argv], { ...world, stdin });

  test('answers in the protocol of the agent', async () => {
    const { db, world } = project();
    const bash = (command: string) => claude({ tool_name: 'Bash', tool_input: { command } });
    expect(await asked(['--hook', 'claude-code'], bash('ls'), world)).toMatchObject({
      exitCode: 0,
      stdout: '{}\n',
      stderr: '',
    });
    const denied = await asked(['--hook', 'claude-code'], bash('rm -rf /'), world);
    expect(denied.exitCode).toBe(0);
    expect(JSON.parse(denied.stdout)).toMatchObject({
      hookSpecificOutput: {
        permissionDecision: 'deny',
        permissionDecisionReason: 'Aegis: nothing is removed (rule shell, entry 2 of the audit log)',
      },
    });
    expect(eventsOf(db)).toMatchObject([
      {
        action: { type: 'bash', target: 'ls', call_id: 't1' },
        agent: { id: 'claude-code', session_id: 's1' },
      },
      { decision: { approval: 'block' }, result: { status: 'blocked' } },
    ]);
  });

  test('auto is no decision; only --grant makes it one', async () => {
    const { world } = project();
    const read = claude({ tool_name: 'Read', tool_input: { file_path: 'a.ts' } });
    const granted = await asked(['--hook', 'claude-code', '--grant'], read, world);
    expect(granted.stdout).toContain('"permissionDecision":"allow"');
    const write = claude({ tool_name: 'Write', tool_input: { file_path: 'a.ts', content: '' } });
    const notGranted = await asked(['--hook', 'claude-code', '--grant'], write, world);
    expect(notGranted.stdout).toContain('"permissionDecision":"ask"');
  });

  test('the outcome is a second event, tied to the decision', async () => {
    const { db, world } = project();
    const call = { tool_name: 'Read', tool_input: { file_path: 'a.ts', token: 'hush' } };
    await asked(['--hook', 'claude-code'], claude(call), world);
    await asked(['--hook', 'claude-code'], claude({ ...call, tool_use_id: 't2' }), world);
    const failed = claude({ ...call, hook_event_name: 'PostToolUseFailure', error: 'gone' });
    expect(await asked(['--hook', 'claude-code'], failed, world)).toMatchObject({
      exitCode: 0,
      stdout: '{}\n',
    });
    const [first, , last] = eventsOf(db);
    expect(last).toMatchObject({
      event_type: 'audit_entry',
      refers_to: first?.event_id,
      action: first?.action,
      decision: first?.decision,
      result: { status: 'failed', error: 'gone' },
    });
    expect(eventProblems(last as unknown as Json, nodeCryptography)).toEqual([]);
    expect(JSON.stringify(eventsOf(db))).not.toContain('hush');
  });

  test('an outcome without a decision is recorded by itself', async () => {
    const { db, world } = project();
    const ended = claude({
      hook_event_name: 'PostToolUse',
      tool_name: 'Read',
      tool_input: { token: 'hush' },
    });
    expect((await asked(['--hook', 'claude-code'], ended, world)).exitCode).toBe(0);
    const [only] = eventsOf(db);
    expect(only).toMatchObject({ event_type: 'audit_entry', result: { status: 'success' } });
    expect(only?.refers_to).toBeUndefined();
    expect(eventProblems(only as unknown as Json, nodeCryptography)).toEqual([]);
  });

  test('the policy is that of the project, wherever the agent went', async () => {
    const { world } = project();
    const files = {
      ...world.files,
      '/tmp/own/policy.yaml': 'version: "1"\nrules: [{ match: { type: "*" }, approval: auto }]\n',
    };
    const call = claude({ cwd: '/tmp/own', tool_name: 'Bash', tool_input: { command: 'rm x' } });
    const env = { CLAUDE_PROJECT_DIR: '/work' };
    const ran = await asked(['--hook', 'claude-code'], call, { files, env, cwd: '/tmp/own' });
    expect(ran.stdout).toContain('"deny"');
  });

  test('generic answers with the decision, and exits 0 for it', async () => {
    const { world } = project();
    const ran = await asked(['--hook', 'generic'], '{"type":"delete_user"}', world);
    expect(ran.exitCode).toBe(0);
    keepsToSchema(ran.stdout);
    expect(JSON.parse(ran.stdout)).toMatchObject({ permission: 'deny', decision: { rule: 'deletes' } });
  });

  test.each(['claude-code', 'codex', 'cursor', 'gemini', 'generic'])(
    '%s: what goes wrong refuses the call',
    async (hook) => {
      const { db, world } = project();
      const good = readFileSync(
        new URL(`../../fixtures/hooks/${hook === 'generic' ? 'codex' : hook}/mcp.json`, import.meta.url),
        'utf8',
      );
      const input =
        hook === 'generic'
          ? '{"type":"read"}'
          : JSON.stringify((JSON.parse(good) as { input: unknown }).input);
      const cases: readonly (readonly [string, string, World, (readonly string[])?])[] = [
        ['AEG4050', '', world],
        ['AEG4050', ' \n', world],
        ['AEG4050', '{', world],
        ['AEG4050', '\u0000\u0001', world],
        [hook === 'generic' ? 'AEG1080' : 'AEG4050', '[]', world],
        ['AEG4050', input.replace('{', '{"a":1,"a":2,'), world],
        ['AEG4050', `${'['.repeat(200)}${']'.repeat(200)}`, world],
        ['AEG4051', ' '.repeat(4 * 1024 * 1024 + 1), world],
        ['AEG9015', input, { files: {} }],
        ['AEG1004', input, { files: { 'policy.yaml': `${POLICY}x: 1\n` } }],
        ['AEG4014', input, world, ['--db', '/nowhere/at/all.db']],
        ['AEG9045', input, { ...world, platform: { loadSqlite: () => Promise.resolve(undefined) } }],
        ['AEG4013', input, { ...world, platform: { loadSqlite: () => Promise.resolve(full(driver)) } }],
        ['AEG9002', input, world, ['--no-such-option']],
        ['AEG9003', input, world, ['--hook', 'none']],
        [
          'AEG9070',
          input,
          {
            ...world,
            clock: {
              now: () => {
                throw new TypeError('broken');
              },
            },
          },
        ],
      ];
      for (const [code, stdin, where, more = []] of cases) {
        const ran = await asked(['--hook', hook, ...more], stdin, where);
        expect({ code, exitCode: ran.exitCode, stdout: ran.stdout }).toEqual({
          code,
          exitCode: 2,
          stdout: '',
        });
        expect(ran.stderr).toContain(code);
      }
      writerAt(db, driver).close();
      expect(eventsOf(db)).toEqual([]);
    },
  );

  test('a locked log refuses the call', async () => {
    const { db, world } = project();
    writerAt(db, driver).close();
    const other = driver.open(db, 'write');
    other.execute('BEGIN IMMEDIATE');
    const ran = await asked(['--hook', 'generic'], '{"type":"read"}', world);
    other.execute('ROLLBACK');
    other.close();
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('AEG4012');
  });

  test('work that takes too long refuses the call', async () => {
    const { world } = project();
    const platform = { runWithin: () => ({ kind: 'late' as const }) };
    const ran = await asked(['--hook', 'generic'], '{"type":"read"}', { ...world, platform });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('AEG4052');
  });

  test('help is no answer', async () => {
    expect((await runAegis(['check', '--hook', 'codex', '--help'])).exitCode).toBe(2);
    expect((await runAegis(['check', '--help'])).exitCode).toBe(0);
  });
});

/** SQLite on a disk that has room for the tables and no more. */
function full(sqlite: SqliteDriver): SqliteDriver {
  return {
    ...sqlite,
    open: (path, mode) => {
      const connection = sqlite.open(path, mode);
      connection.execute('PRAGMA max_page_count = 1');
      return connection;
    },
  };
}

describe('aegis check --stream', () => {
  const lines = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  test('answers every line in order, after all of them are recorded', async () => {
    const { db, world } = project();
    const stdin = Array.from(
      { length: 90 },
      (_, i) => `{"type":"${i % 3 === 0 ? 'delete' : 'read'}_${i}","id":"${i}"}`,
    ).join('\n');
    const ran = await runAegis(['check', '--stream', '--quiet'], { ...world, stdin });
    expect(ran).toMatchObject({ exitCode: 1, stderr: '' });
    const answers = lines(ran.stdout);
    expect(answers.map(({ id }) => Number(id))).toEqual(Array.from({ length: 90 }, (_, i) => i));
    expect(answers.map(({ line }) => line)).toEqual(Array.from({ length: 90 }, (_, i) => i + 1));
    expect(answers.map(({ entry }) => (entry as { sequence: number }).sequence)).toEqual(
      Array.from({ length: 90 }, (_, i) => i + 1),
    );
    for (const line of ran.stdout.trimEnd().split('\n').slice(0, 3)) keepsToSchema(line);
    expect(eventsOf(db)).toHaveLength(90);
    expect((await runAegis(['audit', 'verify', '--db', db], world)).exitCode).toBe(0);
  });

  test('a line that is no call is refused, and the others are decided', async () => {
    const { db, world } = project();
    const stdin =
      '{"type":"read"}\n\nnonsense\n{"type":"read","type":"delete"}\n{"tpye":"read"}\n{"type":"read"}';
    const ran = await runAegis(['check', '--stream'], { ...world, stdin });
    expect(ran.exitCode).toBe(2);
    const answers = lines(ran.stdout);
    expect(answers.map(({ line, permission }) => [line, permission])).toEqual([
      [1, 'none'],
      [3, 'deny'],
      [4, 'deny'],
      [5, 'deny'],
      [6, 'none'],
    ]);
    for (const line of ran.stdout.trimEnd().split('\n')) keepsToSchema(line);
    expect(eventsOf(db)).toHaveLength(2);
  });

  test('what cannot be recorded is refused', async () => {
    const { db, world } = project();
    writerAt(db, driver).close();
    const limited: SqliteDriver = {
      ...driver,
      open: (path, mode) => {
        const connection = driver.open(path, mode);
        connection.execute('PRAGMA max_page_count = 40');
        return connection;
      },
    };
    const params = JSON.stringify({ text: 'x'.repeat(2_000) });
    const stdin = `{"type":"read","params":${params}}\n`.repeat(300);
    const ran = await runAegis(['check', '--stream'], {
      ...world,
      stdin,
      platform: { loadSqlite: () => Promise.resolve(limited) },
    });
    expect(ran.exitCode).toBe(2);
    const answers = lines(ran.stdout);
    expect(answers).toHaveLength(300);
    const recorded = answers.filter(({ entry }) => entry !== undefined).length;
    expect(recorded).toBe(eventsOf(db).length);
    expect(recorded).toBeLessThan(300);
    expect(
      answers.filter(({ error }) => (error as { code: string } | undefined)?.code === 'AEG4013').length,
    ).toBe(300 - recorded);
  });
});

describe('aegis check --ask tty', () => {
  const typed = (line: string | undefined) => {
    const asked: string[] = [];
    return {
      asked,
      platform: {
        openTerminal: () => ({
          user: 'kim',
          ask: (question: string) => {
            asked.push(question);
            return Promise.resolve(line);
          },
          close: () => undefined,
        }),
      },
    };
  };

  test.each([
    ['yes', 0, 'approved'],
    [' yes ', 0, 'approved'],
    ['y', 1, 'denied'],
    ['YES', 1, 'denied'],
    ['', 1, 'denied'],
    [undefined, 1, 'expired'],
  ])('%j ends with %i and is recorded as %s', async (line, exitCode, said) => {
    const { db, world } = project();
    const { platform, asked } = typed(line);
    const ran = await runAegis(['check', '--ask', 'tty', '--format', 'json'], {
      ...world,
      platform,
      stdin: '{"type":"write_file"}',
    });
    expect(ran.exitCode).toBe(exitCode);
    expect(asked).toHaveLength(1);
    keepsToSchema(ran.stdout);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      permission: exitCode === 0 ? 'allow' : 'deny',
      answer: { humanDecision: said },
    });
    const [first, second] = eventsOf(db);
    expect(second).toMatchObject({
      event_type: 'approval_response',
      refers_to: first?.event_id,
      approval: { channel: 'terminal', approver: 'kim', human_decision: said },
    });
    expect(eventProblems(second as unknown as Json, nodeCryptography)).toEqual([]);
  });

  test('nobody is asked about auto and block, and without a terminal the answer is no', async () => {
    const { db, world } = project();
    const { platform, asked } = typed('yes');
    for (const type of ['read', 'delete'])
      await runAegis(['check', '--ask', 'tty'], { ...world, platform, stdin: JSON.stringify({ type }) });
    expect(asked).toEqual([]);
    const ran = await runAegis(['check', '--ask', 'tty'], { ...world, stdin: '{"type":"write"}' });
    expect(ran.exitCode).toBe(1);
    expect(eventsOf(db).at(-1)).toMatchObject({ approval: { human_decision: 'denied' } });
  });

  test('is for generic calls, one at a time', async () => {
    const { world } = project();
    for (const argv of [['--hook', 'codex'], ['--stream'], ['--ask-timeout', 'soon']]) {
      const ran = await runAegis(['check', '--ask', 'tty', ...argv], {
        ...world,
        ...typed('yes'),
        stdin: '{"type":"write"}',
      });
      expect(ran.exitCode).toBe(2);
    }
  });
});
