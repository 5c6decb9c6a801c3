import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestCommonSubsequence } from '../../src/analysis/diff-common-subsequence.ts';
import { globShape, mayOverlap, type GlobShape } from '../../src/analysis/diff-glob-shape.ts';
import { joined, keyOf, raisingSets, reachable, type Ranks } from '../../src/analysis/diff-ranks.ts';
import { parseGlob, type Glob } from '../../src/automata/index.ts';

const AS_REGEX: Readonly<Record<string, string>> = {
  '*': '.*',
  '?': '.',
  a: 'a',
  b: 'b',
  ab: 'ab',
  _: '_',
  '[ab]': '[ab]',
  '[!a]': '[^a]',
  '{a,bb}': '(a|bb)',
};

describe('the rules that two policies have in common', () => {
  test('are as many as there can be, in the order of both', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 });
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const pairs = [...longestCommonSubsequence(a, b)].sort(([x], [y]) => x - y);
        expect(pairs.every(([from, to]) => a[from] === b[to])).toBe(true);
        expect(pairs.every(([, to], i) => i === 0 || to > pairs[i - 1]![1])).toBe(true);
        expect(pairs).toHaveLength(longestByTrying(a, b));
      }),
    );
  });
});

function longestByTrying([first, ...a]: readonly string[], b: readonly string[]): number {
  if (first === undefined) return 0;
  const at = b.indexOf(first);
  const without = longestByTrying(a, b);
  return at === -1 ? without : Math.max(without, 1 + longestByTrying(a, b.slice(at + 1)));
}

describe('the shapes of globs', () => {
  const glob = fc.array(fc.constantFrom(...Object.keys(AS_REGEX)), { minLength: 1, maxLength: 5 });
  const name = fc.array(fc.constantFrom('a', 'b', '_'), { minLength: 1, maxLength: 6 });

  test('never say of globs that match one name that they have none in common', () => {
    fc.assert(
      fc.property(glob, glob, fc.array(name, { minLength: 20, maxLength: 40 }), (a, b, names) => {
        const both = [a, b].map((parts) => new RegExp(`^${parts.map((part) => AS_REGEX[part]).join('')}$`));
        if (names.some((characters) => both.every((regex) => regex.test(characters.join('')))))
          expect(mayOverlap(shape(a.join('')), shape(b.join('')))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['read_*', 'write_*', false],
    ['read_*', 'read_file', true],
    ['*_user', '*_file', false],
    ['*delete*', 'bulk_delete_all', true],
    ['*delete*', 'bulk_read_all', false],
    ['a*a', 'a', false],
    ['*a*', '*b*', true],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(mayOverlap(shape(a), shape(b))).toBe(expected);
    expect(mayOverlap(shape(b), shape(a))).toBe(expected);
  });
});

function shape(text: string): GlobShape {
  return globShape((parseGlob(text) as { readonly value: Glob }).value);
}

describe('ranks that add up', () => {
  const ranks = fc.tuple(fc.nat(2), fc.nat(3), fc.nat(2), fc.nat(3)) as fc.Arbitrary<Ranks>;

  test('every sum of some of them is found, and a set that makes it', () => {
    fc.assert(
      fc.property(ranks, fc.array(ranks, { maxLength: 5 }), (plain, others) => {
        const sums = new Map<number, Ranks>();
        for (let subset = 0; subset < 2 ** others.length; subset += 1) {
          const sum = others.filter((_, i) => (subset & (1 << i)) !== 0).reduce(joined, plain);
          sums.set(keyOf(sum), sum);
        }
        const found = reachable(plain, others);
        expect(new Set(found.map(keyOf))).toEqual(new Set(sums.keys()));
        const raisers = others.map((one) => ({ ranks: one }));
        for (const target of found) {
          const [set] = raisingSets(plain, target, raisers, () => true);
          expect(set!.map(({ ranks: one }) => one).reduce(joined, plain)).toEqual(target);
        }
      }),
    );
  });
});
