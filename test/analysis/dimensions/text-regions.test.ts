import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/base/index.ts';
import { parameterRegions } from '../../../src/analysis/dimensions/parameter-regions.ts';
import { numeralReader } from '../../../src/analysis/dimensions/texts/numeral-reader.ts';
import { compareDecimals, isNumeral, parseDecimal, type Decimal } from '../../../src/policy/index.ts';
import { atomsOf, lettersOf, plenty } from './atoms.ts';

/** 250 sets of conditions, each held against every text of up to five characters; more with AEGIS_RUNS=2500. */
const RUNS = Number(process.env['AEGIS_RUNS'] ?? 250);

const CHARACTERS = ['a', 'b', '1', '-', '.', '\n'];
const TEXTS = CHARACTERS.reduce<readonly string[]>(
  (shorter) => ['', ...shorter.flatMap((text) => CHARACTERS.map((character) => text + character))],
  [''],
).filter((text) => text.length <= 5);

const condition: fc.Arbitrary<readonly [string, Json]> = fc.oneof(
  fc.tuple(
    fc.constant('param_matches'),
    fc.constantFrom(
      '^a',
      'b$',
      'a.b',
      '^(ab)*$',
      '\\bab\\b',
      '(?m)^b$',
      '1\\B',
      '^[^a]{2,3}$',
      '(a|b){3}',
      '\\A\\n',
    ),
  ),
  fc.tuple(fc.constant('param_contains'), fc.constantFrom('a', 'ab', 'aba', 'aab', '1', '\n')),
  fc.tuple(
    fc.constantFrom('param_gt', 'param_lte'),
    fc.constantFrom<Json>(1, 0, -1, 11, '1.1', '-1.1', '0.11', 1e-7),
  ),
  fc.tuple(fc.constant('param_eq'), fc.constantFrom<Json>('a', 'ab', '1', '1.1', 1, -1.1, '-', 'b')),
  fc.tuple(fc.constantFrom('param_length_gt', 'param_length_lte'), fc.constantFrom<Json>(0, 1, 2, 3, 4, 40)),
);

test('every short text lies in a region of what is asked of texts', { timeout: 600_000 }, () => {
  expect(TEXTS.length).toBe(1 + 6 + 36 + 216 + 1296 + 7776);
  fc.assert(
    fc.property(fc.array(condition, { minLength: 1, maxLength: 4 }), (conditions) => {
      const atoms = atomsOf({ all: conditions.map(([name, operand]) => ({ [name]: { a: operand } })) });
      const vectorAt = (a: string): string =>
        lettersOf(atoms.map((atom) => atom.test({ params: { a } }, undefined, new Map())));
      const regions = parameterRegions('a', atoms, plenty());
      const vectors = new Set(regions.map(({ truths }) => lettersOf(truths)));
      const lost = TEXTS.find((text) => !vectors.has(vectorAt(text)));
      if (lost !== undefined) expect.fail(`${JSON.stringify(lost)} is ${vectorAt(lost)}`);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

describe('the reader of numerals', () => {
  const part = fc.constantFrom('0', '1', '9', '10', '99', '100', '05');
  const numeral = fc
    .tuple(
      fc.constantFrom('', '-'),
      part,
      fc.constantFrom('', '.', '.0', '.5', '.05', '.50', '.49', '.500001'),
    )
    .map((parts) => parts.join(''));
  const bound = fc.oneof(numeral.filter(isNumeral), fc.constantFrom('1e3', '1e-3', '-1.5e1', '0e0'));

  test('orders every numeral as decimals are ordered, and takes nothing else for one', () => {
    fc.assert(
      fc.property(numeral, bound, (text, limit) => {
        const decimal = parseDecimal(limit) as Decimal;
        const reader = numeralReader(decimal);
        let state = reader.start;
        for (const character of text) state = reader.step(state, character.codePointAt(0) as number);
        const expected = isNumeral(text)
          ? 2 + Math.sign(compareDecimals(parseDecimal(text) as Decimal, decimal))
          : 0;
        expect(reader.verdictAt(state)).toBe(expected);
      }),
      { numRuns: RUNS * 20 },
    );
  });
});
