import type { Json } from '../../base/index.ts';
import type { Truth } from '../../model/index.ts';
import { compareDecimals, isNumeral, parseDecimal, type Decimal } from '../decimal.ts';

/**
 * How a value compares with a number or numeral of the policy: negative, 0 or positive, `undefined` when it cannot be
 * compared. A number stands for its shortest decimal, a numeral for the decimal it writes; both exactly.
 */
export function numericComparison(operand: number | string): (value: unknown) => number | undefined {
  const decimal = decimalOf(operand);
  if (decimal === undefined) return () => undefined;
  return (value) => {
    // Distinct doubles have distinct shortest decimals in the same order.
    if (typeof value === 'number' && typeof operand === 'number') {
      return Number.isFinite(value) ? compareDoubles(value, operand) : undefined;
    }
    const other = decimalOf(value);
    return other === undefined ? undefined : compareDecimals(other, decimal);
  };
}

function compareDoubles(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function decimalOf(value: unknown): Decimal | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return parseDecimal(String(value));
  if (typeof value === 'string' && isNumeral(value)) return parseDecimal(value);
  return undefined;
}

/** Whether a value equals one of the policy; unknown when the two have no common type. */
export function equality(operand: Json): (value: unknown) => Truth {
  if (typeof operand === 'number' || (typeof operand === 'string' && isNumeral(operand))) {
    const compare = numericComparison(operand);
    return (value) => {
      if (typeof value === 'string' && typeof operand === 'string') return value === operand;
      const order = compare(value);
      return order === undefined ? 'unknown' : order === 0;
    };
  }
  if (typeof operand === 'string')
    return (value) => (typeof value === 'string' ? value === operand : 'unknown');
  if (typeof operand === 'boolean')
    return (value) => (typeof value === 'boolean' ? value === operand : 'unknown');
  if (operand === null) return () => 'unknown';
  if (isList(operand)) return (value) => (Array.isArray(value) ? isDeepEqual(operand, value) : 'unknown');
  return (value) => (isMap(value) ? isDeepEqual(operand, value) : 'unknown');
}

/** Equality inside lists and maps, where it is true or false. */
export function isDeepEqual(operand: Json, value: unknown): boolean {
  if (operand === null) return value === null;
  if (typeof operand !== 'object') return equality(operand)(value) === true;
  if (isList(operand)) {
    return (
      Array.isArray(value) &&
      value.length === operand.length &&
      operand.every((item, i) => isDeepEqual(item, value[i]))
    );
  }
  if (!isMap(value)) return false;
  const given = Object.keys(value).filter((key) => value[key] !== undefined);
  const wanted = Object.keys(operand);
  return (
    given.length === wanted.length &&
    wanted.every((key) => Object.hasOwn(value, key) && isDeepEqual(operand[key] ?? null, value[key]))
  );
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
