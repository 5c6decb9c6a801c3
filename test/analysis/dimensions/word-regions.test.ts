import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordRegions } from '../../../src/analysis/dimensions/word-regions.ts';
import { wordsBringing, type Atom } from '../../../src/policy/index.ts';
import { atomsOf, lettersOf } from './atoms.ts';

const CATEGORIES = ['destructive', 'data_exposure', 'privileged', 'financial', 'pii', 'harmful'] as const;
const some = fc.uniqueArray(fc.constantFrom(...CATEGORIES), { minLength: 1 });

function vectorOf(atoms: readonly Atom[], description: string): string {
  return lettersOf(atoms.map((atom) => atom.test({ description }, undefined, new Map())));
}

describe('the regions of words', () => {
  test('hold every set of categories, each description its own', () => {
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 4 }), (asked) => {
        const atoms = atomsOf({ all: asked.map((semantic) => ({ semantic })) });
        const regions = wordRegions(atoms);
        const vectors = regions.map(({ truths }) => lettersOf(truths));
        expect(new Set(vectors).size).toBe(vectors.length);
        expect(regions.map(({ sample }) => vectorOf(atoms, sample))).toEqual(vectors);
        for (let bits = 0; bits < 64; bits += 1) {
          expect(vectors).toContain(vectorOf(atoms, wordsBringing(bits).join(' ')));
        }
      }),
      { numRuns: 25 },
    );
  });

  test('have a description of exactly each set of categories', () => {
    const atoms = atomsOf({ all: CATEGORIES.map((semantic) => ({ semantic })) });
    const regions = wordRegions(atoms);
    expect(regions).toHaveLength(64);
    expect(regions[0]).toEqual({ truths: CATEGORIES.map(() => false), sample: '' });
  });
});
