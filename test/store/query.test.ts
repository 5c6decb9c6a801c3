import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  parsedEvent,
  type EventFilter,
  type LoggedEvent,
  type StoredEntry,
  type UnloggedEvent,
} from '../../src/audit/index.ts';
import type { LogReader, TotalColumn } from '../../src/store/index.ts';
import { deskEvent } from '../audit/log-of.ts';
import { DRIVERS, freshPath, readerAt, writerAt } from './drivers.ts';

const COUNT = 300;
const times = [1, 50, 150, 299].map((n) => deskEvent(n).timestamp);

/** Filters over values that are there and values that are not. */
const filters: fc.Arbitrary<EventFilter> = fc.record(
  {
    session: fc.constantFrom('ticket-1', 'ticket-30', 'ticket-99'),
    agent: fc.constantFrom('triage', 'support-*', '*', 'TRIAGE?', 'tri?ge', 'support_bot', '100%*'),
    actionType: fc.constantFrom('read', '*_*', 'REFUND*', 'delete?user', 'none*', '*e*'),
    target: fc.constantFrom('order-7', 'order-1*', '*9', '*_*'),
    riskLevel: fc.constantFrom('low', 'medium', 'high', 'critical'),
    approval: fc.constantFrom('auto', 'approve', 'block'),
    status: fc.constantFrom('pending', 'blocked', 'denied'),
    rule: fc.constantFrom('rule_0', 'rule_9'),
    since: fc.constantFrom(...times),
    until: fc.constantFrom(...times),
  },
  { requiredKeys: [] },
);

describe.each(DRIVERS.map((driver) => [driver.name, driver] as const))(
  'what is wanted of a log on %s',
  (_, driver) => {
    let reader: LogReader;
    let all: StoredEntry[] = [];

    beforeAll(() => {
      const path = freshPath();
      const writer = writerAt(path, driver, { synchronous: 'NORMAL' });
      // two that came late, as clocks of several machines differ
      const numbers = Array.from({ length: COUNT }, (__, i) => i + 1).toSpliced(200, 0, 3, 150);
      writer.append(numbers.map((n) => deskEvent(n)));
      writer.append([{ ...deskEvent(500), refers_to: deskEvent(7).event_id }]);
      writer.close();
      reader = readerAt(path, driver);
      all = [...reader.entries()];
    });
    afterAll(() => {
      reader.close();
    });

    test('is what fits, the newest first, as a look at every entry finds it', () => {
      fc.assert(
        fc.property(filters, fc.constantFrom(1, 7, 1000), (filter, limit) => {
          const expected = all.filter((entry) => fits(entry, filter)).sort(newestFirst);
          expect(reader.newest({ filter, limit }).map(({ id }) => id)).toEqual(
            expected.slice(0, limit).map(({ id }) => id),
          );
        }),
        { numRuns: 500 },
      );
    });

    test('is what came since, oldest first', () => {
      fc.assert(
        fc.property(filters, fc.nat({ max: COUNT }), (filter, since) => {
          const expected = all.filter((entry) => entry.id > since && fits(entry, filter));
          expect([...reader.after(since, filter)].map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
        }),
      );
    });

    test('is counted by the values of a column', () => {
      fc.assert(
        fc.property(filters, (filter) => {
          const fitting = all.filter((entry) => fits(entry, filter)).map((entry) => parsedEvent(entry.event));
          for (const [column, valueOf] of COLUMNS) {
            const totals = reader.totals(column, filter);
            const expected = new Map<string, number>();
            for (const event of fitting) {
              const value = event === undefined ? undefined : valueOf(event);
              if (value !== undefined) expected.set(value, (expected.get(value) ?? 0) + 1);
            }
            const sorted = [...expected].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
            expect(totals.map(({ name, entries }) => [name, entries])).toEqual(sorted);
          }
        }),
      );
    });

    test('counts a value that the format does not know, too', () => {
      const path = freshPath();
      const writer = writerAt(path, driver);
      const odd = { ...deskEvent(3), decision: { ...deskEvent(3).decision, approval: 'maybe' } };
      writer.append([deskEvent(1), deskEvent(2), deskEvent(4), odd as UnloggedEvent]);
      expect(writer.reader.totals('approval', {})).toEqual([
        { name: 'auto', entries: 2 },
        { name: 'approve', entries: 1 },
        { name: 'maybe', entries: 1 },
      ]);
      writer.close();
    });

    test('finds what refers to an event', () => {
      expect(reader.followUps(deskEvent(7).event_id).map(({ id }) => id)).toEqual([all.length]);
      expect(reader.followUps(deskEvent(8).event_id)).toEqual([]);
    });
  },
);

/** Columns that totals are made over, and what counts of an event that fits. */
const COLUMNS: readonly (readonly [TotalColumn, (event: LoggedEvent) => string | undefined])[] = [
  ['action_type', (event) => event.action?.type],
  ['approval', (event) => event.decision?.approval],
  ['risk_level', (event) => event.decision?.risk_level],
];

function fits({ event: text }: StoredEntry, filter: EventFilter): boolean {
  const event = parsedEvent(text);
  if (event === undefined) return false;
  const is = (value: string | undefined, wanted: string | undefined): boolean =>
    wanted === undefined || value === wanted;
  const like = (value: string | undefined, glob: string | undefined): boolean => {
    if (glob === undefined) return true;
    if (!/[*?]/.test(glob)) return value === glob;
    const pattern = glob
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return value !== undefined && new RegExp(`^${pattern}$`, 'is').test(value);
  };
  return (
    is(event.agent?.session_id, filter.session) &&
    like(event.agent?.id, filter.agent) &&
    like(event.action?.type, filter.actionType) &&
    like(event.action?.target, filter.target) &&
    is(event.decision?.risk_level, filter.riskLevel) &&
    is(event.decision?.approval, filter.approval) &&
    is(event.result?.status, filter.status) &&
    is(event.decision?.rule, filter.rule) &&
    (filter.since === undefined || event.timestamp >= filter.since) &&
    (filter.until === undefined || event.timestamp < filter.until)
  );
}

function newestFirst(a: StoredEntry, b: StoredEntry): number {
  const [first, second] = [parsedEvent(a.event)!.timestamp, parsedEvent(b.event)!.timestamp];
  return first < second ? 1 : first > second ? -1 : b.id - a.id;
}
