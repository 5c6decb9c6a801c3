import { expect, test } from 'vitest';
import { deskEvent } from '../audit/log-of.ts';
import { DRIVERS, freshPath, writerAt } from '../store/drivers.ts';
import { runAegis } from './run-aegis.ts';

const OLD = 'version: "1"\nrules:\n  - { name: all, match: { type: "*" }, approval: auto }\n';
const NEW =
  'version: "1"\nrules:\n  - { name: large, match: { type: refund }, conditions: { param_gte: { amount: 5 } }, approval: block }\n  - { name: all, match: { type: "*" }, approval: auto }\n';
const FILES = { 'old.yaml': OLD, 'new.yaml': NEW };

function logOf(count: number): string {
  const path = freshPath();
  const writer = writerAt(path, DRIVERS[0]!);
  writer.append(Array.from({ length: count }, (_, index) => deskEvent(index + 1)));
  const { agent, action, decision, ...rest } = deskEvent(1);
  writer.append([
    {
      ...rest,
      event_id: deskEvent(99).event_id,
      event_type: 'audit_entry',
      refers_to: deskEvent(1).event_id,
      agent: agent!,
      action: action!,
      decision: decision!,
      result: { status: 'success' },
    },
  ]);
  writer.close();
  return path;
}

test('--replay decides the actions of an audit log again; how they ended is not decided', async () => {
  const ran = await runAegis(['diff', 'old.yaml', 'new.yaml', '--replay', logOf(10), '--format', 'json'], {
    files: FILES,
  });
  expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
  const { replay } = JSON.parse(ran.stdout) as {
    replay: {
      actions: number;
      changed: number;
      classes: readonly { examples: readonly { action: object }[] }[];
    };
  };
  expect(replay).toMatchObject({ actions: 10, changed: 2 });
  expect(replay.classes[0]?.examples[0]?.action).toMatchObject({ type: 'refund', target: 'order-5' });
});

test('--replay names an audit log that is not there', async () => {
  const ran = await runAegis(['diff', 'old.yaml', 'new.yaml', '--replay', '/nowhere/a.db'], { files: FILES });
  expect(ran.exitCode).toBe(2);
  expect(ran.stderr).toContain('AEG4010');
});
