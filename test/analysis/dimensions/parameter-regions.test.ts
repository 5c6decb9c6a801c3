import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/base/index.ts';
import { OutOfBudget } from '../../../src/analysis/budget.ts';
import { parameterRegions } from '../../../src/analysis/dimensions/parameter-regions.ts';
import type { Atom } from '../../../src/policy/index.ts';
import { atomsOf, budgetOf, lettersOf, plenty } from './atoms.ts';
import { conditionsOnA, someValue } from './parameter-arbitraries.ts';

/** 250 sets of conditions with 60 values each and as many made from the samples; more with AEGIS_RUNS=2500. */
const RUNS = Number(process.env['AEGIS_RUNS'] ?? 250);

function vectorAt(atoms: readonly Atom[], value: Json | undefined): string {
  const params = value === undefined ? {} : { a: value };
  return lettersOf(atoms.map((atom) => atom.test({ params }, undefined, new Map())));
}

function shown(conditions: Record<string, Json>): readonly [string, Json | undefined][] {
  const [path] = Object.keys(Object.values(conditions)[0] as Record<string, Json>);
  const key = path?.replace(/[.[].*/, '');
  return parameterRegions(key as string, atomsOf(conditions), plenty()).map(({ truths, sample }) => [
    lettersOf(truths),
    sample,
  ]);
}

describe('the regions of a parameter', () => {
  test('hold every value, each sample its own', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(
        conditionsOnA,
        fc.array(someValue, { minLength: 60, maxLength: 60 }),
        fc.infiniteStream(fc.nat({ max: 1 << 20 })),
        (conditions, values, choices) => {
          const atoms = atomsOf(conditions);
          const regions = parameterRegions('a', atoms, plenty());
          const vectors = regions.map(({ truths }) => lettersOf(truths));
          expect(new Set(vectors).size).toBe(vectors.length);
          expect(regions.map(({ sample }) => vectorAt(atoms, sample))).toEqual(vectors);
          const choose = (count: number): number => Number(choices.next().value) % count;
          const aimed = atoms.flatMap(aimedAt);
          const samples = [
            ...regions.flatMap(({ sample }) => (sample === undefined ? [] : [sample])),
            ...aimed,
          ];
          const mixed = values.map((value) => {
            const base = samples[choose(samples.length)] as Json;
            const other = choose(2) === 0 ? value : (samples[choose(samples.length)] as Json);
            return changed(base, other, choose);
          });
          for (const value of [...values, ...aimed, ...mixed, undefined]) {
            if (!vectors.includes(vectorAt(atoms, value)))
              expect.fail(
                `${JSON.stringify(value)} is ${vectorAt(atoms, value)}, none of ${vectors.join(' ')}`,
              );
          }
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});

/** Values in which an atom finds just what it compares with. */
function aimedAt({ reads }: Atom): readonly Json[] {
  if (reads.kind !== 'parameter' || reads.sees.kind !== 'value') return [];
  const { values = [], members = [], numbers = [] } = reads.sees;
  const operands = [...values, ...members, ...members.map((member) => [member]), ...numbers];
  return operands.map((operand) =>
    reads.path.steps.slice(1).reduceRight<Json>((value, step) => {
      if (step.kind === 'key') return { [step.key]: value };
      return step.kind === 'each' ? [value] : [...new Array<Json>(step.index).fill('a'), value];
    }, operand),
  );
}

/** A value with something in it replaced, left out or repeated. */
function changed(value: Json, other: Json, choose: (count: number) => number): Json {
  if (typeof value !== 'object' || value === null || choose(4) === 0) {
    return typeof value === 'string' && typeof other === 'string'
      ? value.slice(0, choose(value.length + 1)) + other
      : other;
  }
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    const at = choose(items.length + 1);
    const item = items[at];
    const rest = items.slice(at + 1);
    if (item === undefined) return [...items, other];
    const here = [[], [item, item], [changed(item, other, choose)]][choose(3)] as Json[];
    return [...items.slice(0, at), ...here, ...rest];
  }
  const entries = Object.entries(value);
  const at = choose(entries.length + 1);
  const entry = entries[at];
  if (entry === undefined) return Object.fromEntries([...entries, ['b', other]]);
  const here: [string, Json][] = choose(2) === 0 ? [] : [[entry[0], changed(entry[1], other, choose)]];
  return Object.fromEntries([...entries.slice(0, at), ...here, ...entries.slice(at + 1)]);
}

describe('the samples', () => {
  const cases: readonly [string, Record<string, Json>, readonly [string, Json | undefined][]][] = [
    [
      'are round numbers on both sides of a bound, then the parameter left out',
      { param_gt: { count: 100 } },
      [
        ['t', 101],
        ['f', 100],
        ['u', undefined],
      ],
    ],
    [
      'are the values named before any other',
      { param_in: { stage: ['staging', 'production'] } },
      [
        ['t', 'staging'],
        ['f', 'a'],
        ['u', undefined],
      ],
    ],
    [
      'are lists of items that agree, and one of items that do not',
      { param_gt: { 'lines[*].price': 5 } },
      [
        ['t', [{ price: 6 }]],
        ['f', [{ price: 5 }]],
        ['u', [{ price: 6 }, { price: 5 }]],
      ],
    ],
    [
      'are what a text is searched for, and a letter',
      { param_contains: { query: 'DROP TABLE' } },
      [
        ['f', 'a'],
        ['t', 'DROP TABLE'],
        ['u', undefined],
      ],
    ],
    [
      'are texts that an expression finds, without a character that cannot be seen',
      { param_matches: { mail: '^[^@]+@example\\.com$' } },
      [
        ['f', 'a'],
        ['t', 'a@example.com'],
        ['u', undefined],
      ],
    ],
    [
      'are any value and none, where only its being there is asked',
      { param_exists: { note: true } },
      [
        ['t', 'a'],
        ['f', undefined],
      ],
    ],
    [
      'are numerals only where numbers cannot do the same',
      { param_gt: { n: '100.00000000000000000001' }, param_lte: { n: '100.00000000000000000002' } },
      [
        ['tf', 101],
        ['ft', 100],
        ['tt', '100.00000000000000000002'],
        ['uu', undefined],
      ],
    ],
    [
      'have a line break only where nothing visible does',
      { param_matches: { text: 'a[^a]b' }, param_contains: { text: '\n' } },
      [
        ['ff', 'a'],
        ['ft', '\n'],
        ['tf', 'abb'],
        ['tt', 'a\nb'],
        ['uf', ['a']],
        ['ut', ['\n']],
        ['uu', undefined],
      ],
    ],
  ];
  for (const [title, conditions, expected] of cases) {
    test(title, () => {
      expect(shown(conditions)).toEqual(expected);
    });
  }
});

describe('lists and maps compared as a whole', () => {
  const regionsOn = (key: string, ...all: Record<string, Json>[]): readonly [string, Json | undefined][] =>
    parameterRegions(key, atomsOf({ all }), plenty()).map(({ truths, sample }) => [
      lettersOf(truths),
      sample,
    ]);

  test('are told from those that end alike, begin alike, or hold the same', () => {
    const regions = regionsOn(
      'tags',
      { param_eq: { tags: ['x', 'y'] } },
      { param_contains: { tags: 'x' } },
      { param_eq: { 'tags[1]': 'y' } },
    );
    expect(regions).toContainEqual(['ttt', ['x', 'y']]);
    expect(regions.map(([vector]) => vector).filter((vector) => !vector.startsWith('u'))).toEqual(
      expect.arrayContaining(['fff', 'fft', 'ftf', 'ftt', 'ffu', 'ftu']),
    );
  });

  test('are told from those with one key more', () => {
    const regions = regionsOn(
      'place',
      { param_eq: { place: { city: 'Bonn' } } },
      { param_eq: { 'place.city': 'Bonn' } },
    );
    expect(regions).toEqual([
      ['tt', { city: 'Bonn' }],
      ['ff', { city: 'a' }],
      ['ft', { city: 'Bonn', other: 1 }],
      ['fu', {}],
      ['uu', undefined],
    ]);
  });

  test('are equal only where every key is', () => {
    const wanted = { city: 'Bonn', zip: '53111' };
    const regions = regionsOn(
      'place',
      { param_eq: { place: wanted } },
      { param_eq: { 'place.zip': '53111' } },
    );
    expect(regions).toContainEqual(['tt', wanted]);
    expect(regions.map(([vector]) => vector).sort()).toEqual(['ff', 'ft', 'fu', 'tt', 'uu']);
  });

  test('hold an item wherever it stands', () => {
    const regions = regionsOn(
      'tags',
      { param_contains: { tags: 'x' } },
      { param_eq: { 'tags[0]': 'x' } },
      { param_length_gt: { tags: 1 } },
    );
    expect(regions.map(([vector]) => vector)).toEqual(
      expect.arrayContaining(['ttt', 'ttf', 'tft', 'fft', 'fff', 'tut', 'fuf']),
    );
  });
});

test('a numeral spelled otherwise than the text compared with has a region of its own', () => {
  const all = [{ param_eq: { n: '100' } }, { param_gte: { n: 100 } }, { param_lte: { n: 100 } }];
  const regions = parameterRegions('n', atomsOf({ all }), plenty());
  expect(regions.map(({ truths, sample }) => [lettersOf(truths), sample])).toContainEqual(['ftt', '100.0']);
});

describe('the cost', () => {
  const steps = (conditions: Record<string, Json>, key = 'a'): number => {
    const budget = plenty();
    parameterRegions(key, atomsOf(conditions), budget);
    return budget.spent;
  };

  test('of one bound is a few candidates', () => {
    expect(steps({ param_gt: { a: 100 } })).toBeLessThan(30);
  });

  test('of a great length is small, also beside an expression and in lists', () => {
    expect(steps({ param_length_lte: { a: 10_000 } })).toBeLessThan(200);
    expect(steps({ param_length_lte: { a: 10_000 }, param_matches: { a: '^(ab)*$' } })).toBeLessThan(600);
    expect(
      steps({ param_length_lte: { a: 10_000 }, param_contains: { a: 'DROP' }, param_gt: { 'a[*]': 5 } }),
    ).toBeLessThan(2000);
  });

  test('of what is too much ends by being out of budget', () => {
    const many = { all: Array.from({ length: 16 }, (_, i) => ({ param_gt: { [`a.k${i}`]: i } })) };
    expect(() => parameterRegions('a', atomsOf(many), budgetOf(20_000))).toThrow(OutOfBudget);
    const long = { param_length_gt: { a: Number.MAX_SAFE_INTEGER } };
    expect(() => parameterRegions('a', atomsOf(long), budgetOf(20_000))).toThrow(OutOfBudget);
    const far = { param_eq: { 'a[9007199254740991]': 1 } };
    expect(() => parameterRegions('a', atomsOf(far), budgetOf(20_000))).toThrow(OutOfBudget);
  });
});

test('a parameter may have the name of what every object has', () => {
  const conditions = {
    param_gt: { '__proto__.constructor': 1 },
    param_exists: { '__proto__.constructor': true },
  };
  const atoms = atomsOf(conditions);
  const regions = parameterRegions('__proto__', atoms, plenty());
  expect(regions.map(({ truths }) => lettersOf(truths))).toEqual(['tt', 'ft', 'ut', 'uu', 'uf']);
});
