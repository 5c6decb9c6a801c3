import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/base/index.ts';
import { timeRegions } from '../../../src/analysis/dimensions/time-regions.ts';
import { compileConditions, createZone, type Atom } from '../../../src/policy/index.ts';
import { atomsIn, lettersOf, plenty } from './atoms.ts';

/** Some 380 sets of conditions with 400 instants each; more with AEGIS_RUNS=2500. */
const RUNS = Number(process.env['AEGIS_RUNS'] ?? 250);

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];
/** Made once, because what is known of their clocks is kept with them. */
const zones = new Map(ZONES.map((name) => [name, createZone(name)]));

/** When clocks are changed, and a day that one of the zones left out. */
const CHANGES = [
  '2026-03-29T01:00Z',
  '2026-10-25T01:00Z',
  '2026-03-08T07:00Z',
  '2026-11-01T06:00Z',
  '2026-04-04T15:00Z',
  '2026-10-03T15:30Z',
  '2011-12-30T10:00Z',
  '1999-12-31T23:00Z',
].map((text) => Date.parse(text));

const time = fc.constantFrom(
  '00:00',
  '00:30',
  '01:30',
  '01:45',
  '02:00',
  '02:10',
  '02:50',
  '03:00',
  '09:00',
  '18:00',
  '23:59',
);
const date = fc.constantFrom(
  '2026-03-28',
  '2026-03-29',
  '2026-10-25',
  '2026-11-01',
  '2026-04-05',
  '2026-10-04',
  '2011-12-29',
  '2011-12-30',
  '2011-12-31',
  '1969-12-31',
  '1970-01-01',
  '2099-12-31',
  '2100-01-02',
);
const timed = fc
  .record(
    {
      time_after: time,
      time_before: fc.oneof(time, fc.constant('24:00')),
      weekdays: fc.uniqueArray(fc.constantFrom<Json>(1, 3, 5, 6, 7), { minLength: 1, maxLength: 3 }),
      dates: fc
        .record({ from: date, to: date }, { requiredKeys: [] })
        .filter(({ from, to }) => (from ?? to) !== undefined && (from ?? '0') <= (to ?? '9')),
    },
    { requiredKeys: [] },
  )
  .filter(
    (map) =>
      (Object.keys(map).length > 0 && map.time_after !== map.time_before) ||
      (map.time_after === undefined && Object.keys(map).length > 0),
  );

function atomsOf(conditions: Record<string, Json>, zone: string): readonly Atom[] {
  return atomsIn(compileConditions(conditions, zones.get(zone)!));
}

const instant = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) - 1 }) },
  { weight: 1, arbitrary: fc.integer({ min: Date.UTC(2025, 11, 25), max: Date.UTC(2027, 0, 10) }) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -2 * 1440, max: 2 * 1440 }))
      .map(([change, minutes]) => change + minutes * 60_000),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(0, Date.UTC(2100, 0, 1)), fc.integer({ min: -2 * 1440, max: 2 * 1440 }))
      .map(([edge, minutes]) => Math.max(0, Math.min(Date.UTC(2100, 0, 1) - 1, edge + minutes * 60_000))),
  },
);

describe('the regions of time', () => {
  const law = (zoneNames: fc.Arbitrary<string>, parts: number, runs: number): void => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(timed, zoneNames), { minLength: 1, maxLength: parts }),
        fc.array(instant, { minLength: 400, maxLength: 400 }),
        (written, instants) => {
          const atoms = written.flatMap(([conditions, zone]) =>
            atomsOf(conditions as Record<string, Json>, zone),
          );
          const vectorAt = (at: number | undefined): string =>
            lettersOf(atoms.map((atom) => atom.test({}, at, new Map())));
          const regions = timeRegions(atoms, plenty());
          const vectors = regions.map(({ truths }) => lettersOf(truths));
          expect(new Set(vectors).size).toBe(vectors.length);
          expect(regions.map(({ sample }) => vectorAt(sample))).toEqual(vectors);
          expect(regions.at(-1)?.sample).toBeUndefined();
          for (const at of instants) {
            if (!vectors.includes(vectorAt(at)))
              expect.fail(`${new Date(at).toISOString()} is ${vectorAt(at)}, none of ${vectors.join(' ')}`);
          }
        },
      ),
      { numRuns: runs },
    );
  };

  for (const zone of ZONES) {
    test(`hold every instant in ${zone}, each sample its own`, { timeout: 600_000 }, () => {
      law(fc.constant(zone), 3, Math.ceil(RUNS / 5));
    });
  }

  test('hold every instant in two zones together', { timeout: 600_000 }, () => {
    law(fc.constantFrom(...ZONES), 2, Math.ceil(RUNS / 3));
  });
});

describe('the samples of time', () => {
  const shown = (conditions: Record<string, Json>, zone: string): readonly string[] => {
    const regions = timeRegions(atomsOf(conditions, zone), plenty());
    return regions.map(({ truths, sample }) => {
      return `${lettersOf(truths)} ${sample === undefined ? 'no instant' : new Date(sample).toISOString()}`;
    });
  };

  test('are round times of January 2026, about noon first', () => {
    const office = {
      time_after: '09:00',
      time_before: '17:00',
      weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
    };
    expect(shown(office, 'Europe/Berlin').slice(0, 2)).toEqual([
      'ttt 2026-01-12T12:00:00.000Z',
      'ttf 2026-01-17T12:00:00.000Z',
    ]);
    expect(shown(office, 'Europe/Berlin').at(-1)).toBe('uuu no instant');
  });

  test('are in the dates asked for', () => {
    expect(shown({ dates: { from: '2030-12-24', to: '2030-12-24' } }, 'UTC')).toEqual([
      'f 2026-01-12T12:00:00.000Z',
      't 2030-12-24T12:00:00.000Z',
      'u no instant',
    ]);
  });

  test('leave out the hour that clocks skip, and dates out of reach', () => {
    const skipped = {
      dates: { from: '2026-03-29', to: '2026-03-29' },
      all: [{ time_after: '02:00' }, { time_before: '03:00' }],
    };
    expect(shown(skipped, 'Europe/Berlin').some((region) => region.startsWith('ttt'))).toBe(false);
    expect(shown(skipped, 'Asia/Kolkata').some((region) => region.startsWith('ttt'))).toBe(true);
    expect(shown({ dates: { from: '2101-01-01' } }, 'UTC')).toEqual([
      'f 2026-01-12T12:00:00.000Z',
      'u no instant',
    ]);
  });

  test('of a window over midnight belong to the day on which it began', () => {
    const fridayNight = { time_after: '22:00', time_before: '06:00', weekdays: ['fri'] };
    expect(shown(fridayNight, 'UTC')).toContain('tt 2026-01-17T03:00:00.000Z');
  });

  test('are found in few steps', () => {
    const budget = plenty();
    timeRegions(atomsOf({ time_after: '18:00', time_before: '08:00' }, 'Europe/Berlin'), budget);
    expect(budget.spent).toBeLessThan(10);
  });
});
