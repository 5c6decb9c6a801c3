import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  parsedEvent,
  type Criteria,
  type LoggedEvent,
  type Selection,
  type StoredEntry,
} from '../../src/audit/index.ts';
import type { LogReader } from '../../src/store/index.ts';
import { deskEvent } from '../audit/log-of.ts';
import { KEPT_POLICY, weekOfSupport } from '../compliance/week-of-support.ts';
import { DRIVERS, freshPath, readerAt, writerAt } from './drivers.ts';

const some = <T>(...values: T[]) => fc.subarray(values, { minLength: 1 });

const parts = {
  approval: some('auto', 'approve', 'block'),
  risk: some('low', 'medium', 'high', 'critical'),
  type: some('read*', '*_*', 'REFUND?order', 'aegis.*', '100%'),
  target: some('order-1*', 'order_7', '*9'),
  has: some('agent', 'session', 'rule', 'policy', 'approver'),
  kept: fc.boolean(),
  chained: fc.boolean(),
  certain: fc.boolean(),
  effect: some('flagged', 'redacted', 'blocked'),
  answered: some('approved', 'denied', 'expired'),
  ended: some('success', 'failed', 'denied', 'pending'),
  belongs: fc.boolean(),
};

/** One or two criteria, so that something often meets them. */
const plain = fc
  .array(fc.oneof(...Object.entries(parts).map(([name, value]) => fc.record({ [name]: value }))), {
    minLength: 1,
    maxLength: 2,
  })
  .map((all) => Object.assign({}, ...all) as Criteria);
const criteria: fc.Arbitrary<Criteria> = fc
  .tuple(plain, fc.option(fc.tuple(plain, fc.option(plain))))
  .map(([outer, inner]) => {
    if (inner === null) return outer;
    const [middle, innermost] = inner;
    return { ...outer, not: innermost === null ? middle : { ...middle, not: innermost } };
  });
const selections: fc.Arbitrary<Selection> = fc.record({
  event: fc.constantFrom('policy_decision', 'approval_response', 'audit_entry', 'guardrail_trigger'),
  where: fc.oneof(fc.constant({}), criteria),
});

/** Odd ones among the week: no agent, something unknown, imported, a guardrail, an outcome of nothing. */
function oddEvents() {
  const [, decision] = weekOfSupport({ tickets: 1 });
  const at = (n: number) => ({ event_id: `018f2d6e-7c00-7000-9000-${String(n).padStart(12, '0')}` });
  const { decision: section, ...rest } = decision!;
  return [
    { ...decision!, ...at(1), agent: {}, decision: { ...section!, rule: '' } },
    {
      ...decision!,
      ...at(2),
      decision: { ...section!, unknown: [{ rule: 'mail', part: 'time', why: 'no instant' }] },
    },
    { ...decision!, ...at(3), timestamp: '2025-01-01T00:00:00.000000Z', extensions: { 'aegis.import': {} } },
    { ...decision!, ...at(4), decision: { ...section!, policy_hash: 'cd'.repeat(32) } },
    {
      ...rest,
      ...at(5),
      event_type: 'guardrail_trigger' as const,
      guardrail: { name: 'secrets', effect: 'redacted' as const },
    },
    { ...rest, ...at(6), event_type: 'audit_entry' as const, result: { status: 'success' as const } },
    {
      ...rest,
      ...at(7),
      event_type: 'audit_entry' as const,
      refers_to: '018f2d6e-7c00-7000-9000-999999999999',
      result: { status: 'failed' as const },
    },
  ];
}

describe.each(DRIVERS.map((driver) => [driver.name, driver] as const))(
  'evidence in a log on %s',
  (_, driver) => {
    let reader: LogReader;
    let all: readonly (StoredEntry & { readonly parsed: LoggedEvent })[] = [];

    beforeAll(() => {
      const path = freshPath();
      const writer = writerAt(path, driver, { synchronous: 'NORMAL' });
      writer.keepPolicy(KEPT_POLICY.hash, KEPT_POLICY.text);
      writer.append([
        ...weekOfSupport({
          tickets: 25,
          answer: (n) => (['approved', 'denied', 'expired', undefined] as const)[n % 4],
        }),
        ...oddEvents(),
      ]);
      writer.close();
      reader = readerAt(path, driver);
      all = [...reader.entries()].map((entry) => ({ ...entry, parsed: parsedEvent(entry.event)! }));
    });
    afterAll(() => {
      reader.close();
    });

    test('is counted as a look at every event counts it, within its bounds', () => {
      const bounds = fc.record(
        {
          last: fc.constantFrom(10, 100, 1000),
          since: fc.constantFrom('2026-03-02T09:00:00.000000Z', '2026-03-04T00:00:00.000000Z'),
          until: fc.constantFrom('2026-03-03T00:00:00.000000Z', '2026-03-07T00:00:00.000000Z'),
        },
        { requiredKeys: ['last'] },
      );
      fc.assert(
        fc.property(selections, criteria, bounds, (selection, also, { last, since, until }) => {
          const seen = all.filter(({ id }) => id <= last).map(({ parsed }) => parsed);
          const expected = all.filter(
            ({ id, parsed }) =>
              id <= last &&
              (since === undefined || parsed.timestamp >= since) &&
              (until === undefined || parsed.timestamp < until) &&
              parsed.event_type === selection.event &&
              meets(parsed, selection.where, seen) &&
              meets(parsed, also, seen),
          );
          const evidence = reader.evidence({ last, ...(since && { since }), ...(until && { until }) });
          expect(evidence.count(selection, also)).toBe(expected.length);
          const named = evidence.first(selection, 5, also);
          expect(named.map(({ id, hash }) => [id, hash])).toEqual(
            expected.slice(0, 5).map(({ id, hash }) => [id, hash]),
          );
        }),
        { numRuns: 400 },
      );
    });

    test('finds where the clock goes back, but not in what was imported', () => {
      const { total, entries } = reader.evidence({ last: 10_000 }).backwards(5, 3);
      const oddFrom = all.length - 6;
      expect(total).toBe(1);
      expect(entries.map(({ id }) => id)).toEqual([oddFrom]);
      expect(reader.evidence({ last: oddFrom - 1 }).backwards(5, 3).total).toBe(0);
    });

    test('finds no silence in sessions that were watched to their end, however long the nights are', () => {
      const { heartbeats, total } = reader.evidence({ last: 10_000 }).silences(3);
      expect(heartbeats).toBeGreaterThan(80);
      expect(total).toBe(0);
    });

    test('finds the heartbeat after which a session went on unwatched', () => {
      const path = freshPath();
      const writer = writerAt(path, driver);
      const week = weekOfSupport({ tickets: 1 });
      const [, , , , , beat] = week;
      const late = {
        ...beat!,
        event_id: '018f2d6e-7c00-7000-9000-000000000099',
        timestamp: '2026-03-02T11:00:00.000000Z',
      };
      writer.append([...week, late]);
      writer.close();
      const log = readerAt(path, driver);
      const { total, entries } = log.evidence({ last: 1000 }).silences(3);
      log.close();
      expect(total).toBe(1);
      expect(entries[0]?.id).toBe(week.length);
    });
  },
);

/** The slow, obvious reading. */
function meets(event: LoggedEvent, wanted: Criteria, all: readonly LoggedEvent[]): boolean {
  const later = all.filter(({ refers_to }) => refers_to === event.event_id);
  const said = {
    agent: event.agent?.id,
    session: event.agent?.session_id,
    rule: event.decision?.rule,
    policy: event.decision?.policy_hash,
    approver: event.approval?.approver,
  };
  const among = <T>(list: readonly T[] | undefined, value: T | undefined) =>
    list === undefined || (value !== undefined && list.includes(value));
  const claims = <T>(asked: T | undefined, is: (asked: T) => boolean) => asked === undefined || is(asked);
  return (
    among(wanted.approval, event.decision?.approval) &&
    among(wanted.risk, event.decision?.risk_level) &&
    claims(wanted.type, (globs) => globs.some((glob) => like(glob, event.action?.type))) &&
    claims(wanted.target, (globs) => globs.some((glob) => like(glob, event.action?.target))) &&
    (wanted.has ?? []).every((name) => said[name] !== undefined && said[name] !== '') &&
    claims(wanted.kept, (is) => is === (event.decision?.policy_hash === KEPT_POLICY.hash)) &&
    claims(wanted.chained, (is) => is === (event.extensions?.['aegis.import'] === undefined)) &&
    claims(wanted.certain, (is) => is === ((event.decision?.unknown ?? []).length === 0)) &&
    among(wanted.effect, event.guardrail?.effect) &&
    claims(wanted.answered, (list) =>
      [event, ...later].some((one) => among(list, one.approval?.human_decision)),
    ) &&
    claims(wanted.ended, (list) => [event, ...later].some((one) => among(list, one.result?.status))) &&
    claims(wanted.belongs, (is) => {
      const first = event.refers_to;
      return is === (first !== undefined && ALL_IDS(all).has(first));
    }) &&
    claims(wanted.not, (inner) => !meets(event, inner, all))
  );
}

const ALL_IDS = (all: readonly LoggedEvent[]) => new Set(all.map(({ event_id }) => event_id));

function like(glob: string, text: string | undefined): boolean {
  if (text === undefined) return false;
  const pattern = glob
    .replace(/[.+^${}()|[\]\\%_-]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(
    `^${pattern.replaceAll('\\_', '_').replaceAll('\\%', '%').replaceAll('\\-', '-')}$`,
    'is',
  ).test(text);
}

test.each(DRIVERS)('$name: what stands only far behind the beginning is found all the same', (driver) => {
  const path = freshPath();
  const writer = writerAt(path, driver);
  const events = Array.from({ length: 1_300 }, (_, index) => deskEvent(index + 1));
  writer.append(
    events.map((event, index) =>
      index < 1_200 ? { ...event, decision: { ...event.decision!, risk_level: 'low' as const } } : event,
    ),
  );
  writer.close();
  const reader = readerAt(path, driver);
  const critical: Selection = { event: 'policy_decision', where: { risk: ['critical'] } };
  const found = reader.evidence({ last: 1_300 }).first(critical, 3);
  reader.close();
  expect(found.map(({ id }) => id)).toEqual([1_203, 1_207, 1_211]);
});
