import { copyFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newKeyPair, readPrivateKey, type UnloggedEvent } from '../../src/audit/index.ts';
import { nodeCryptography } from '../../src/platform/index.ts';
import { deskEvent } from '../audit/log-of.ts';
import { DRIVERS, freshPath, writerAt } from '../store/drivers.ts';
import { runAegis } from './run-aegis.ts';

const driver = DRIVERS[0]!;
const key = readPrivateKey(newKeyPair(nodeCryptography).privateKey)!;
const CODE = {
  'package.json': '{ "name": "desk" }',
  'reply.py': 'from anthropic import Anthropic\nAnthropic().messages.create(model="m", messages=[])\n',
};

/** What somebody said to the event with this number. */
function answer(n: number, human_decision: 'approved' | 'denied' | 'expired'): UnloggedEvent {
  const { agent, action, decision } = deskEvent(n);
  return {
    ...deskEvent(100 + n),
    event_type: 'approval_response',
    refers_to: deskEvent(n).event_id,
    agent: agent!,
    action: action!,
    decision: decision!,
    approval: { human_decision, approver: 'kim' },
  };
}

function logOf(events: readonly UnloggedEvent[], isSigned: boolean): string {
  const path = freshPath();
  const writer = writerAt(path, driver);
  if (events.length > 0) writer.append(events);
  if (isSigned) writer.checkpoint(key);
  writer.close();
  return path;
}

interface Part {
  readonly name: string;
  readonly isJudged: boolean;
  readonly points: number;
  readonly why?: string;
  readonly rows?: readonly { readonly points: number }[];
}

async function evidence(argv: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const ran = await runAegis(['score', '--format', 'json', ...argv], { files: { ...CODE, ...files } });
  expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
  return (JSON.parse(ran.stdout) as { parts: readonly Part[] }).parts.find(
    ({ name }) => name === 'evidence',
  )!;
}

describe('the evidence part of the score', () => {
  test('counts chain, checkpoint and the answers of people, the share rounded down', async () => {
    const events = [...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(deskEvent), answer(1, 'denied'), answer(5, 'expired')];
    const { points, rows } = await evidence(['--db', logOf(events, true)]);
    expect(rows?.map((row) => row.points)).toEqual([10, 5, 1]);
    expect(points).toBe(16);
  });

  test('gives nothing for an empty log, nor for answers where nobody was asked', async () => {
    expect(await evidence(['--db', logOf([], false)])).toMatchObject({ isJudged: true, points: 0 });
    expect((await evidence(['--db', logOf([2, 4].map(deskEvent), false)])).points).toBe(10);
  });

  test('gives nothing at all for a log that was changed', async () => {
    const path = freshPath();
    copyFileSync(logOf([1, 2, 3, 4].map(deskEvent), true), path);
    const connection = driver.open(path, 'write');
    const triggers = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
    for (const { name } of triggers) connection.prepare(`DROP TRIGGER ${String(name)}`).run();
    connection.prepare('DELETE FROM audit_log WHERE id = 2').run();
    connection.close();
    expect(await evidence(['--db', path])).toMatchObject({ isJudged: true, points: 0 });
  });

  test('reads the log that aegis.yaml names, and says why where there is none', async () => {
    const settings = (path: string) => ({ 'aegis.yaml': `audit:\n  path: ${path}\n` });
    const path = logOf([1, 2].map(deskEvent), false);
    expect((await evidence([], { ...settings(path), [path]: 'is there' })).points).toBe(10);
    expect(await evidence([])).toMatchObject({ isJudged: false, why: 'no audit log was named with --db' });
    const missing = await evidence([], settings('/nowhere/log.db'));
    expect(missing).toMatchObject({
      isJudged: false,
      why: expect.stringContaining('/nowhere/log.db') as string,
    });
  });

  test('a log that was named and is not there ends with exit code 2', async () => {
    const ran = await runAegis(['score', '--db', '/nowhere/log.db'], { files: CODE });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('AEG4010');
  });

  test('law: neither a log nor a checkpoint nor an answer taken away ever raises it', async () => {
    const decisions = fc.array(fc.constantFrom('approved', 'denied', 'expired', 'none'), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        decisions,
        fc.integer({ min: 0, max: 9 }),
        fc.boolean(),
        async (said, count, isSigned) => {
          const events = Array.from({ length: count }, (_, index) => deskEvent(index + 1));
          const answers = said.flatMap((one, index) => (one === 'none' ? [] : [answer(1 + 4 * index, one)]));
          const whole = (await evidence(['--db', logOf([...events, ...answers], isSigned)])).points;
          const unsigned = (await evidence(['--db', logOf([...events, ...answers], false)])).points;
          const unanswered = (await evidence(['--db', logOf(events, isSigned)])).points;
          expect(unsigned).toBeLessThanOrEqual(whole);
          if (count > 0) expect(unanswered).toBeLessThanOrEqual(whole);
          expect((await evidence([])).points).toBe(0);
        },
      ),
      { numRuns: 8 },
    );
  });
});
