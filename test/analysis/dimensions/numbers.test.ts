import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbersAround, numeralsAround } from '../../../src/analysis/dimensions/numbers.ts';
import { compareDecimals, parseDecimal, type Decimal } from '../../../src/policy/index.ts';

const RUNS = Number(process.env['AEGIS_RUNS'] ?? 250);

const number = fc.constantFrom(
  0,
  1,
  100,
  0.1,
  0.30000000000000004,
  0.3,
  1e21,
  5e-324,
  1e-323,
  1.7976931348623157e308,
);
/** Numerals between neighbouring doubles, on doubles, and beyond all of them. */
const numeral = fc.constantFrom(
  '0.1',
  '0.10000000000000000001',
  '0.09999999999999999999',
  '1e400',
  '0.3',
  '100.5',
  '1e-400',
);
const written = fc.tuple(fc.boolean(), fc.oneof(number.map(String), numeral)).map(([isNegative, text]) => {
  return isNegative ? `-${text}` : text;
});
const bounds = fc.array(written, { minLength: 1, maxLength: 4 });
const decimalOf = (text: string): Decimal => parseDecimal(text) as Decimal;
const placeAmong = (limits: readonly string[], value: string): string =>
  limits.map((limit) => Math.sign(compareDecimals(decimalOf(value), decimalOf(limit)))).join();

/** A double and those next to it. */
function beside(value: number): readonly number[] {
  const bits = new BigInt64Array(new Float64Array([value]).buffer);
  const shifted = [-2n, -1n, 0n, 1n, 2n].map(
    (step) => new Float64Array(new BigInt64Array([(bits[0] ?? 0n) + step]).buffer)[0],
  );
  return [...shifted, 0, 5e-324, -5e-324].flatMap((near) =>
    near !== undefined && Number.isFinite(near) ? [near] : [],
  );
}

/** Without an exponent, as policies write numerals. */
function plainOf(text: string): string {
  const [digits = '', power = '0'] = text.split('e');
  if (power === '0') return digits;
  const sign = digits.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.');
  const shift = Number(power);
  return shift > 0
    ? `${sign}${whole}${fraction.padEnd(shift, '0')}`
    : `${sign}0.${'0'.repeat(-shift - 1)}${whole}${fraction}`;
}

describe('numbers around bounds', () => {
  test('lie wherever a double lies', () => {
    fc.assert(
      fc.property(bounds, (texts) => {
        const limits = texts.map(plainOf);
        const given = limits.map((limit, i) =>
          i % 2 === 0 && String(Number(limit)) === texts[i] ? Number(limit) : limit,
        );
        const places = new Set(numbersAround(given).map((value) => placeAmong(limits, String(value))));
        for (const value of limits.flatMap((limit) => beside(Number(limit)))) {
          expect(places, String(value)).toContain(placeAmong(limits, String(value)));
        }
      }),
      { numRuns: RUNS * 4 },
    );
  });

  test('are numerals wherever a decimal lies', () => {
    fc.assert(
      fc.property(bounds, fc.array(written), (texts, others) => {
        const limits = texts.map(plainOf);
        const numerals = numeralsAround(limits);
        const places = new Set(numerals.map((value) => placeAmong(limits, value)));
        for (const value of numerals) expect(value).toMatch(/^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/);
        for (const text of [...others.map(plainOf), ...limits]) {
          const slightlyMore = `${text}${text.includes('.') ? '' : '.'}${'0'.repeat(500)}1`;
          for (const value of [text, slightlyMore]) expect(places).toContain(placeAmong(limits, value));
        }
      }),
      { numRuns: RUNS },
    );
  });
});
