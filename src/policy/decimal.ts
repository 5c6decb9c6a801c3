/** A decimal number: 0.`digits` times ten to the power of `exponent`; zero has no digits. */
export interface Decimal {
  readonly isNegative: boolean;
  /** Without zeros at either end. */
  readonly digits: string;
  readonly exponent: number;
}

/** The form in which a string stands for a number, because tool arguments often arrive so. */
const NUMERAL = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;

export function isNumeral(text: string): boolean {
  return NUMERAL.test(text);
}

/** The decimal that a text such as `-12.50` or `1e3` writes; `undefined` when it writes none. */
export function parseDecimal(text: string): Decimal | undefined {
  const parts = /^([-+]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([-+]?[0-9]+))?$/.exec(text);
  if (parts === null) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = parts;
  if (whole === '' && fraction === '') return undefined;
  const all = whole + fraction;
  const first = all.search(/[1-9]/);
  if (first === -1) return { isNegative: false, digits: '', exponent: 0 };
  return {
    isNegative: sign === '-',
    digits: withoutTrailingZeros(all.slice(first)),
    exponent: whole.length - first + Number(power),
  };
}

/** Negative when `a` is the smaller, positive when it is the larger, 0 when they are equal. Exact. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.isNegative !== b.isNegative) return a.isNegative ? -1 : 1;
  const magnitude = compareMagnitudes(a, b);
  return a.isNegative ? -magnitude : magnitude;
}

function compareMagnitudes(a: Decimal, b: Decimal): number {
  if (a.digits === '' || b.digits === '') return a.digits.length - b.digits.length;
  if (a.exponent !== b.exponent) return a.exponent - b.exponent;
  return a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : 0;
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}
