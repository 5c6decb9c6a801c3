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
  const [key] = Object.keys(Object.values(conditions)[0] as Record<string, Json>);
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
          const samples = regions.flatMap(({ sample }) => (sample === undefined ? [] : [sample]));
          const mixed = values.map((value) => {
            const base = samples[choose(samples.length)] as Json;
            const other = choose(2) === 0 ? value : (samples[choose(samples.length)] as Json);
            return changed(base, other, choose);
          });
          for (const value of [...values, ...mixed, undefined]) {
            if (!vectors.includes(vectorAt(atoms, value)))
              expect.fail(
                `${JSON.stringify(value)} is ${vectorAt(atoms, value)}, none of ${vectors.join(' ')}`,
              );
          }
        },
      ),
      { numRuns: RUNS, endOnFailure: false },
    );
  });
});

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
  test('are round numbers on both sides of a bound, then the parameter left out', () => {
    expect(shown({ param_gt: { count: 100 } })).toEqual([
      ['t', 101],
      ['f', 100],
      ['u', undefined],
    ]);
  });
});

void OutOfBudget;
void budgetOf;
