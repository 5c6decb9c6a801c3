import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createEntryHash,
  exportedEvent,
  linkEvent,
  LogVerifier,
  type ChainFault,
  type StoredEntry,
} from '../../src/audit/index.ts';
import type { HashAlgorithm } from '../../src/base/index.ts';
import { nodeCryptography } from '../../src/platform/index.ts';
import { fromHex, isHexOf, toHex } from '../../src/audit/bytes-text.ts';
import { deskEvent, deskLog, linked, LOG } from './log-of.ts';
import { referenceEventHash, referenceGenesis } from './reference.ts';

test('law: a text is the hex of bytes exactly when it is what they are written as', () => {
  const bytes = fc.uint8Array({ maxLength: 8 });
  const text = fc.oneof(
    fc.string(),
    bytes.map(toHex),
    bytes.map((one) => toHex(one).toUpperCase()),
  );
  fc.assert(
    fc.property(bytes, text, (one, other) => {
      expect(isHexOf(toHex(one), one)).toBe(true);
      expect(isHexOf(other, one)).toBe(other === toHex(one));
      expect(fromHex(toHex(one))).toEqual(one);
    }),
  );
});

describe('the chain', () => {
  test.each<HashAlgorithm>(['sha-256', 'sha3-256'])(
    'is the one of the specification, with %s',
    (algorithm) => {
      const log = { ...LOG, algorithm };
      let previous = referenceGenesis(algorithm, log.logId);
      for (const entry of deskLog(5, log)) {
        const event = exportedEvent(entry)!;
        expect(event.evidence).toMatchObject({ algorithm, prev_hash: previous, sequence: entry.id });
        expect(event.evidence?.hash).toBe(referenceEventHash(event));
        previous = entry.hash;
      }
    },
  );

  test('holds for every log that a writer made, and each entry depends on all before it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.array(fc.string({ unit: 'binary' })),
        (count, texts) => {
          const events = Array.from({ length: count }, (_, i) => deskEvent(i + 1));
          const strange = texts.map((text, i) => ({
            ...deskEvent(count + i + 1),
            extensions: { note: text.toWellFormed() },
          }));
          const log = linked([...events, ...strange]);
          expect(verdict(log)).toEqual({ entries: count + texts.length });
          const other = linked([deskEvent(99), ...events, ...strange]);
          expect(other.filter(({ hash }) => log.some((entry) => entry.hash === hash))).toEqual([]);
        },
      ),
    );
  });
});

/** Where the log says a number of an entry, and what a forger does to it. */
const CHANGES: readonly (readonly [string, (log: StoredEntry[]) => StoredEntry[], ChainFault])[] = [
  ['an edited field', edit(5), { kind: 'edited', sequence: 5, part: 'event' }],
  ['an edited first entry', edit(1), { kind: 'edited', sequence: 1, part: 'event' }],
  ['an edited last entry', edit(9), { kind: 'edited', sequence: 9, part: 'event' }],
  [
    'a field edited and the hash made to fit',
    rehash(5),
    { kind: 'edited', sequence: 5, part: 'event and hash' },
  ],
  [
    'an edited hash',
    (log) => log.with(4, { ...log[4]!, hash: 'ee'.repeat(32) }),
    { kind: 'edited', sequence: 5, part: 'hash' },
  ],
  ['a text that is no event', (log) => log.with(4, { ...log[4]!, event: '{}' }), edited(5)],
  ['a text that is no JSON', (log) => log.with(4, { ...log[4]!, event: '{' }), edited(5)],
  ['a removed entry', (log) => log.filter(({ id }) => id !== 5), { kind: 'removed', first: 5, last: 5 }],
  ['a removed first entry', (log) => log.slice(1), { kind: 'removed', first: 1, last: 1 }],
  ['removed entries', (log) => log.toSpliced(3, 3), { kind: 'removed', first: 4, last: 6 }],
  [
    'removed entries, the rest numbered anew',
    (log) => renumbered(log.toSpliced(3, 3)),
    { kind: 'removed', first: 4, last: 6 },
  ],
  [
    'an inserted entry that says nothing of its place',
    (log) => renumbered(log.toSpliced(4, 0, { id: 0, event: '{"event_type":"audit_entry"}', hash: 'aa' })),
    { kind: 'inserted', first: 5, last: 5 },
  ],
  [
    'an inserted entry that is well linked',
    (log) => {
      const [forged] = linked([...log.slice(0, 4), 0].map((_, i) => deskEvent(i === 4 ? 77 : i + 1))).slice(
        4,
      );
      return renumbered(log.toSpliced(4, 0, forged!));
    },
    { kind: 'inserted', first: 5, last: 5 },
  ],
  [
    'a copy of an entry',
    (log) => renumbered(log.toSpliced(6, 0, log[2]!)),
    { kind: 'inserted', first: 7, last: 7 },
  ],
  [
    'an entry before the first',
    (log) => [{ ...log[0]!, id: 0 }, ...log],
    { kind: 'inserted', first: 0, last: 0 },
  ],
  [
    'two entries that changed places',
    (log) => renumbered(log.with(2, log[6]!).with(6, log[2]!)),
    { kind: 'reordered', first: 3, last: 7 },
  ],
  [
    'an entry moved towards the end',
    (log) => renumbered([...log.slice(0, 2), ...log.slice(3, 7), log[2]!, ...log.slice(7)]),
    { kind: 'removed', first: 3, last: 3 },
  ],
  [
    'neighbours that changed places',
    (log) => renumbered(log.with(2, log[3]!).with(3, log[2]!)),
    { kind: 'reordered', first: 3, last: 4 },
  ],
  [
    'entries of another log',
    () => deskLog(9, { ...LOG, logId: 'ff'.repeat(16) }),
    { kind: 'other-log', sequence: 1 },
  ],
  [
    'the end of another log',
    (log) => [...log.slice(0, 4), ...deskLog(9, { ...LOG, logId: 'ff'.repeat(16) }).slice(4)],
    { kind: 'other-log', sequence: 5 },
  ],
];

test('an entry whose hash fits must also say its number and log', () => {
  const hash = createEntryHash(nodeCryptography, LOG.algorithm);
  const log = deskLog(2);
  const previous = Buffer.from(log[1]!.hash, 'hex');
  for (const place of [
    { log: LOG, sequence: 7, previous },
    { log: { ...LOG, logId: 'ff'.repeat(16) }, sequence: 3, previous },
  ]) {
    const { entry } = linkEvent(deskEvent(3), place, hash);
    expect(verdict([...log, { ...entry, id: 3 }])).toMatchObject({ entries: 2, fault: {} });
  }
});

describe('a change is named', () => {
  test.each(CHANGES)('%s', (_, change, fault) => {
    const log = deskLog(9);
    expect(verdict(change(log)).fault).toEqual(fault);
  });

  test('and no single change of a text or hash goes unseen', () => {
    const log = deskLog(6);
    fc.assert(
      fc.property(
        fc.nat({ max: 5 }),
        fc.nat(),
        fc.boolean(),
        fc.integer({ min: 1, max: 127 }),
        (at, place, inHash, by) => {
          const entry = log[at]!;
          const part = inHash ? 'hash' : 'event';
          const changed = { ...entry, [part]: flip(entry[part], place % entry[part].length, by) };
          const { fault, entries } = verdict(log.with(at, changed));
          expect(fault?.kind).toBe('edited');
          expect(entries).toBe(at);
        },
      ),
    );
  });
});

function verdict(log: readonly StoredEntry[]): { entries: number; fault?: ChainFault } {
  const verifier = new LogVerifier(LOG, nodeCryptography);
  const broken = log.find((entry) => !verifier.take(entry));
  if (broken !== undefined) verifier.break(broken, (id) => log.find((entry) => entry.id === id));
  const { entries, fault } = verifier.verdict();
  return { entries, ...(fault === undefined ? {} : { fault }) };
}

function edit(sequence: number) {
  return (log: StoredEntry[]): StoredEntry[] => {
    const entry = log[sequence - 1]!;
    return log.with(sequence - 1, { ...entry, event: entry.event.replace('order-', 'order-9') });
  };
}

/** The forger computes the hash of the changed entry anew and leaves the next one as it is. */
function rehash(sequence: number) {
  return (log: StoredEntry[]): StoredEntry[] => {
    const events = Array.from({ length: sequence }, (_, i) => deskEvent(i + 1));
    const forged = linked(events.with(sequence - 1, { ...deskEvent(sequence), agent: { id: 'nobody' } }));
    return log.with(sequence - 1, forged[sequence - 1]!);
  };
}

function edited(sequence: number): ChainFault {
  return { kind: 'edited', sequence, part: 'event' };
}

function renumbered(log: StoredEntry[]): StoredEntry[] {
  return log.map((entry, index) => ({ ...entry, id: index + 1 }));
}

function flip(text: string, at: number, by: number): string {
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ by) + text.slice(at + 1);
}
