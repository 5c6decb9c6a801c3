import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { AGEF_SCHEMA, type UnloggedEvent } from '../../src/audit/index.ts';
import { deskEvent } from '../audit/log-of.ts';
import { DRIVERS, freshPath, writerAt } from '../store/drivers.ts';
import { runAegis } from './run-aegis.ts';

const driver = DRIVERS[0]!;
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
const isEvent = ajv.compile(AGEF_SCHEMA);
const isList = ajv.compile(
  JSON.parse(readFileSync(new URL('../../specs/cli/audit.schema.json', import.meta.url), 'utf8')) as object,
);

/** The answer of a person to the event with this number, and how the action ended. */
function answer(n: number, by: Pick<UnloggedEvent, 'approval' | 'result'>): UnloggedEvent {
  const { agent, action, decision } = deskEvent(n);
  return {
    ...deskEvent(100 + n),
    event_type: by.approval === undefined ? 'audit_entry' : 'approval_response',
    refers_to: deskEvent(n).event_id,
    agent: agent!,
    action: action!,
    decision: decision!,
    ...by,
  };
}

let path = '';
beforeAll(() => {
  path = freshPath();
  const writer = writerAt(path, driver);
  writer.append([1, 2, 3, 4, 5, 6, 7, 8].map(deskEvent));
  writer.append([
    answer(1, { approval: { human_decision: 'denied', approver: 'kim' }, result: { status: 'denied' } }),
    answer(2, { result: { status: 'success' } }),
    { ...deskEvent(9), action: { type: 'send_mail', target: '=cmd|"x"!A1', description: '\u001B[2Jhello' } },
  ]);
  writer.close();
});

const audit = async (...argv: string[]) => await runAegis(['audit', '--db', path, ...argv]);

describe('aegis audit', () => {
  test('shows the newest first; what a person said and how it ended stand in the line of the action', async () => {
    const ran = await audit('--limit', '20');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    const lines = ran.stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^ *# {2}time \(UTC\) +decision +risk +status +agent +action +rule$/);
    const numbers = lines.slice(1).map((line) => Number(/^ *(\d+)/.exec(line)?.[1]));
    expect(numbers).toEqual([11, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(lines.at(-1)).toMatch(
      /^ *1 {2}2026-03-02 10:00:01 {2}approve {3}high +denied, denied by kim +support-bot +refund:order-1 +rule_1$/,
    );
    expect(lines.at(-2)).toMatch(/auto +medium +success +support-bot +send_mail:order-2/);
    expect(ran.stdout).not.toContain('\u001B');
  });

  test.each([
    [
      ['--decision', 'block'],
      [3, 7],
    ],
    [
      ['--agent', 'TRI*'],
      [3, 6, 11],
    ],
    [['--action-type', '*_mail', '--limit', '1'], [10]],
    [
      ['--target', 'order-?', '--risk-level', 'low'],
      [4, 8],
    ],
    [['--session', 'ticket-2', '--rule', 'rule_2'], [6]],
    [['--status', 'denied'], [9]],
    [
      ['--since', '2026-03-02T10:00:09Z', '--until', '2026-03-02T11:00:11+01:00'],
      [6, 7],
    ],
    [
      ['--since', '1d', '--decision', 'block'],
      [3, 7],
    ],
    [['--agent', 'nobody'], []],
  ])('with %j shows entries %j', async (argv, expected) => {
    const ran = await audit(...argv, '--format', 'json', '--quiet');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    const list = JSON.parse(ran.stdout) as { events: readonly { evidence: { sequence: number } }[] };
    expect(isList(list)).toBe(true);
    expect(list.events.map((event) => event.evidence.sequence).sort((a, b) => a - b)).toEqual(expected);
  });

  test('lists every event by itself, of the format, one a line', async () => {
    const ran = await audit('--format', 'jsonl');
    const events = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(events).toHaveLength(11);
    for (const event of events) expect(isEvent(event), JSON.stringify(isEvent.errors)).toBe(true);
  });

  test('writes rows that no spreadsheet computes', async () => {
    const ran = await audit('--format', 'csv', '--limit', '3');
    const rows = ran.stdout.split('\r\n');
    expect(rows[0]).toMatch(/^sequence,timestamp,event_id,/);
    expect(rows).toHaveLength(5);
    expect(rows.find((row) => row.startsWith('11,'))).toContain(`,send_mail,"'=cmd|""x""!A1",`);
  });

  test('says what is not there', async () => {
    const none = await audit('--agent', 'nobody');
    expect(none).toMatchObject({ exitCode: 0, stdout: '' });
    expect(none.stderr).toBe(`no entry of ${path} fits\n`);
    const empty = freshPath();
    writerAt(empty, driver).close();
    const yet = await runAegis(['audit', '--db', empty]);
    expect(yet).toMatchObject({ exitCode: 0, stdout: '', stderr: `no entries yet in ${empty}\n` });
    const gone = await runAegis(['audit', '--db', 'gone.db']);
    expect(gone).toMatchObject({ exitCode: 2, stdout: '' });
    expect(gone.stderr).toContain('error[AEG4010]: there is no audit log `gone.db`');
  });

  test('takes the log that aegis.yaml names, from the folder of the file', async () => {
    const files = { '/work/aegis.yaml': 'audit:\n  path: logs/audit.db\n', '/work/src/x': '' };
    const ran = await runAegis(['audit'], { files, cwd: '/work/src' });
    expect(ran.stderr).toContain('there is no audit log `../logs/audit.db`');
    const variable = await runAegis(['audit'], { files, env: { AEGIS_AUDIT_PATH: path } });
    expect(variable.exitCode).toBe(0);
  });

  test.each([
    [['--limit', '0'], 'AEG9003'],
    [['--limit', 'many'], 'AEG9003'],
    [['--since', 'yesterday'], 'AEG9031'],
    [['--decision', 'maybe'], 'AEG9003'],
    [['--tail', '--format', 'csv'], 'AEG9006'],
  ])('does not take %j', async (argv, code) => {
    const ran = await audit(...argv);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(`error[${code}]`);
  });

  test.each([
    [
      ['audit', '--verify'],
      ['audit', 'verify'],
    ],
    [
      ['audit', '--format', 'csv', '--export-chain'],
      ['audit', 'export', '--format', 'csv'],
    ],
  ])('%j is %j', async (short, long) => {
    const [ran, expected] = [
      await runAegis([...short, '--db', path]),
      await runAegis([...long, '--db', path]),
    ];
    expect(ran.stdout).toBe(expected.stdout);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('says what to install where there is no SQLite', async () => {
    const ran = await runAegis(['audit'], { platform: { loadSqlite: () => Promise.resolve(undefined) } });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('error[AEG9045]');
    expect(ran.stderr).toContain('npm install better-sqlite3@12');
  });
});

describe('aegis audit --tail', () => {
  test('shows the last entries, then what fits as it comes, until it is interrupted', async () => {
    const followed = freshPath();
    const writer = writerAt(followed, driver);
    writer.append([1, 2, 3, 4].map(deskEvent));
    const interrupt = new AbortController();
    const seen: string[] = [];
    const said = (text: string): void => {
      seen.push(...text.split('\n').filter((line) => line !== ''));
      if (seen.length === 1) writer.append([5, 6, 7, 8].map(deskEvent));
      if (seen.length === 2) interrupt.abort();
    };
    const ran = await runAegis(
      ['audit', '--db', followed, '--tail', '--decision', 'block', '--format', 'jsonl'],
      {
        interrupted: interrupt.signal,
        onOutput: said,
      },
    );
    writer.close();
    expect(ran.exitCode).toBe(130);
    const sequences = seen.map(
      (line) => (JSON.parse(line) as { evidence: { sequence: number } }).evidence.sequence,
    );
    expect(sequences).toEqual([3, 7]);
  });
});

describe('aegis audit import', () => {
  /** A log as it was before there was a chain. */
  function predecessor(): string {
    const old = freshPath('old.db');
    const connection = driver.open(old, 'write');
    connection.execute(`CREATE TABLE audit_log (id INTEGER PRIMARY KEY, session_id TEXT, timestamp TEXT, action_type TEXT,
      action_target TEXT, action_params JSON, action_desc TEXT, risk_level TEXT, approval TEXT, matched_rule TEXT,
      human_decision TEXT, result_status TEXT, result_data JSON, result_error TEXT)`);
    const insert = connection.prepare(
      'INSERT INTO audit_log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    insert.run(
      1,
      's1',
      '2025-06-01T08:00:00.123456',
      'refund',
      'order-1',
      '{"amount": 80, "apiKey": "abc123"}',
      'pay back',
      'HIGH',
      'approve',
      'r1',
      'approved',
      'success',
      '{"ok": true, "token": "abc123"}',
      null,
    );
    insert.run(
      2,
      's1',
      '2025-06-01 10:00:00+02:00',
      'delete_user',
      'crm',
      null,
      null,
      'CRITICAL',
      'block',
      'r2',
      null,
      'blocked',
      null,
      'refused',
    );
    insert.run(
      3,
      's2',
      'last tuesday',
      'read',
      null,
      'not json',
      null,
      'odd',
      'odd',
      null,
      'shrugged',
      'odd',
      null,
      null,
    );
    connection.close();
    return old;
  }

  test('takes every row over, once, as history from before the chain', async () => {
    const old = predecessor();
    const db = freshPath();
    const ran = await runAegis(['audit', 'import', old, '--db', db]);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain('3 entries');
    const again = await runAegis(['audit', 'import', old, '--db', db], { now: Date.UTC(2026, 2, 2, 10) });
    expect(again.stdout).toContain('0 entries');
    expect(again.stdout).toContain('3 were there already');
    expect((await runAegis(['audit', 'verify', '--db', db])).exitCode).toBe(0);

    const listed = await runAegis(['audit', 'export', '--db', db]);
    const events = listed.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    for (const event of events) expect(isEvent(event), JSON.stringify(isEvent.errors)).toBe(true);
    expect(listed.stdout).not.toContain('abc123');
    expect(events).toMatchObject([
      {
        event_type: 'policy_decision',
        timestamp: '2025-06-01T08:00:00.123456Z',
        agent: { session_id: 's1' },
        action: {
          type: 'refund',
          target: 'order-1',
          params: { amount: 80, apiKey: '[redacted]' },
          description: 'pay back',
        },
        decision: { outcome: 'escalated', approval: 'approve', risk_level: 'high', rule: 'r1' },
        approval: { human_decision: 'approved' },
        result: { status: 'success' },
        extensions: {
          'aegis.import': { chained: false, row: { id: 1, result_data: { ok: true, token: '[redacted]' } } },
        },
      },
      { timestamp: '2025-06-01T08:00:00.000000Z', result: { status: 'blocked', error: 'refused' } },
      { event_type: 'audit_entry', action: { type: 'read' }, result: { status: 'pending' } },
    ]);
  });

  test('does not take another database', async () => {
    const db = freshPath();
    const other = await runAegis(['audit', 'import', path, '--db', db]);
    expect(other.stderr).toContain('error[AEG4040]');
    const customers = freshPath('customers.db');
    const connection = driver.open(customers, 'write');
    connection.execute('CREATE TABLE customers (id INTEGER)');
    connection.close();
    const ran = await runAegis(['audit', 'import', customers, '--db', db]);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('error[AEG4040]');
    const gone = await runAegis(['audit', 'import', 'gone.db', '--db', db]);
    expect(gone.stderr).toContain('error[AEG4010]');
  });

  test('is what a log of the earlier form is told to do', async () => {
    const ran = await runAegis(['audit', '--db', predecessor()]);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('aegis audit import');
  });
});

describe('aegis stats', () => {
  test('counts decisions once, however many events follow them', async () => {
    const ran = await runAegis(['stats', '--db', path, '--format', 'json']);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    const report = JSON.parse(ran.stdout) as object;
    const schema = readFileSync(new URL('../../specs/cli/stats.schema.json', import.meta.url), 'utf8');
    const keeps = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(schema) as object);
    expect(keeps(report), JSON.stringify(keeps.errors)).toBe(true);
    expect(report).toMatchObject({
      entries: 11,
      totals: {
        decisions: [
          { name: 'auto', entries: 4 },
          { name: 'approve', entries: 3 },
          { name: 'block', entries: 2 },
        ],
        risks: [
          { name: 'high', entries: 3 },
          { name: 'critical', entries: 2 },
          { name: 'low', entries: 2 },
          { name: 'medium', entries: 2 },
        ],
        outcomes: [
          { name: 'blocked', entries: 2 },
          { name: 'denied', entries: 1 },
          { name: 'success', entries: 1 },
        ],
        humanDecisions: [{ name: 'denied', entries: 1 }],
        agents: [
          { name: 'support-bot', entries: 6 },
          { name: 'triage', entries: 3 },
        ],
      },
    });
  });

  test('shows bars, and only what fits', async () => {
    const ran = await runAegis(['stats', '--db', path, '--agent', 'triage']);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toMatch(/^decisions\n {2}approve +1 █+\n {2}auto +1 █+\n/m);
    expect(ran.stdout).not.toContain('support-bot');
  });

  test('says that there is nothing yet', async () => {
    const empty = freshPath();
    writerAt(empty, driver).close();
    const ran = await runAegis(['stats', '--db', empty]);
    expect(ran).toMatchObject({ exitCode: 0, stdout: '', stderr: `no entries yet in ${empty}\n` });
  });
});

describe('aegis agef validate', () => {
  const valid = readFileSync(
    new URL('../../specs/agef/v1/fixtures/valid/policy-decision.json', import.meta.url),
    'utf8',
  );
  const line = JSON.stringify(JSON.parse(valid));
  const wrong = line.replace('policy_decision', 'policy_decison');

  test.each([
    ['one event over several lines', valid, 1],
    ['a list', `[${valid},${valid}]`, 2],
    ['events line by line', `${line}\n\n${line}\n${line}\n`, 3],
  ])('takes %s', async (_, text, count) => {
    const ran = await runAegis(['agef', 'validate', 'events'], { files: { events: text } });
    expect(ran).toMatchObject({ exitCode: 0, stdout: `${count} events are of the format\n`, stderr: '' });
  });

  test('names line and place of every departure', async () => {
    const text = `${line}\n${wrong}\nhello\n${line.replace('"agent"', '"agnet"')}\n`;
    const ran = await runAegis(['agef', 'validate', '-', '--format', 'compact'], { stdin: text });
    expect(ran.exitCode).toBe(1);
    expect(
      ran.stdout
        .trimEnd()
        .split('\n')
        .map((row) => row.split(' ').slice(0, 3).join(' ')),
    ).toEqual([
      '<stdin>:2:1: error AEG4001:',
      '<stdin>:3:1: error AEG4002:',
      '<stdin>:4:1: error AEG4001:',
      '<stdin>:4:1: error AEG4001:',
    ]);
    expect(ran.stdout).toContain('did you mean `policy_decision`?');
    expect(ran.stdout).toContain('did you mean `agent`?');
  });

  test('names the place in a list', async () => {
    const ran = await runAegis(['agef', 'validate', 'e', '--format', 'json'], {
      files: { e: `[\n${line},\n${wrong}]` },
    });
    const report = JSON.parse(ran.stdout) as { events: number; diagnostics: { message: string }[] };
    const schema = readFileSync(
      new URL('../../specs/cli/agef-validate.schema.json', import.meta.url),
      'utf8',
    );
    const keeps = new Ajv2020({ strict: true }).compile(JSON.parse(schema) as object);
    expect(keeps(report), JSON.stringify(keeps.errors)).toBe(true);
    expect(report.events).toBe(2);
    expect(report.diagnostics[0]?.message).toContain('`/1/event_type`');
  });

  test('takes what the log exports', async () => {
    const exported = await runAegis(['audit', 'export', '--db', path]);
    const ran = await runAegis(['agef', 'validate', '-'], { stdin: exported.stdout });
    expect(ran.stdout).toBe('11 events are of the format\n');
    const forged = await runAegis(['agef', 'validate', '-'], {
      stdin: exported.stdout.replace('order-3', 'order-4'),
    });
    expect(forged.exitCode).toBe(1);
    expect(forged.stdout).toContain('`/evidence/hash` is not the hash of this event');
  });
});
