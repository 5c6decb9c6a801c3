import {
  AFTER_NUMBER,
  AMOUNTS,
  COMPARATORS,
  CURRENCIES,
  DURATIONS,
  isNounLike,
  LARGER,
  NUMBER_WORDS,
  SCALES,
  SMALLER,
} from '../lexicon.ts';
import type { Bound, Condition } from '../syntax.ts';
import type { Cursor } from './cursor.ts';

interface Quantity {
  readonly value: number;
  readonly currency?: string;
  readonly isPercent?: boolean;
  readonly unit?: string;
  readonly isOpenAbove?: boolean;
}

type NumberCondition = Extract<Condition, { kind: 'number' }>;

/** `over $10K`, `between 100 and 500`, `of $50 or more`, `above that`. */
export function readAmount(c: Cursor, isMoney: boolean): NumberCondition | undefined {
  return c.attempt(() => {
    while (
      c.eat(
        'of',
        'worth',
        'totalling',
        'totaling',
        'valued at',
        'priced at',
        'that are',
        'which are',
        'that is',
        'a total',
        'a value',
        'an amount',
        'with a value',
        'with a value of',
        'with an amount',
        'with an amount of',
        'with a total',
        'costing',
        'in value',
        'for',
        'to',
        'with values',
        'with amounts',
        'that cost',
        'that costs',
        'which cost',
        'which costs',
        'that is worth',
        'that are worth',
        'that exceed',
        'in amounts',
      ) !== undefined
    );
    return readRange(c, isMoney) ?? readCompared(c) ?? readBounded(c) ?? readRelative(c);
  });
}

/** `between 100 and 500`, `from $10 to $100`, `$10-$100`. */
function readRange(c: Cursor, isMoney: boolean): NumberCondition | undefined {
  return c.attempt(() => {
    const opened = c.eat('between', 'from');
    const from = readQuantity(c);
    const to =
      from === undefined || c.eat('and', 'to', '-', 'up to', 'through') === undefined
        ? undefined
        : readQuantity(c);
    if (from === undefined || to === undefined) return undefined;
    const kind = to.currency ?? from.currency ?? to.unit ?? (to.isPercent === true ? '%' : undefined);
    if (kind === undefined && ((!isMoney && to.value <= 24) || opened === undefined)) return undefined;
    if (from.value >= to.value) {
      const { start } = c.token(-1) ?? { start: 0 };
      c.blame({
        kind: 'number',
        start,
        end: c.token(-1)?.end ?? start,
        help: 'the smaller number comes first',
      });
      return undefined;
    }
    return conditionOf({ ...from, ...to }, { op: 'between', from: from.value, to: to.value });
  });
}

/** `over $10K`, `at least 100 rows`. */
function readCompared(c: Cursor): NumberCondition | undefined {
  return c.attempt(() => {
    const op = readComparator(c);
    if (op === undefined) return undefined;
    c.eat('a total of', 'a value of', 'an amount of', 'the amount of');
    const quantity = readQuantity(c);
    return quantity === undefined ? undefined : conditionOf(quantity, { op, value: quantity.value });
  });
}

/** An amount that is a limit: what is above it. */
export function readLimit(c: Cursor): NumberCondition | undefined {
  const quantity = readQuantity(c);
  return quantity === undefined ? undefined : conditionOf(quantity, { op: 'gt', value: quantity.value });
}

export function readComparator(c: Cursor): Exclude<Bound['op'], 'between'> | undefined {
  const all = Object.entries(COMPARATORS).flatMap(([op, phrases]) =>
    phrases.map((phrase) => ({ op, phrase })),
  );
  const phrase = c.eat(...all.map((one) => one.phrase));
  const found = all.find((one) => one.phrase === phrase);
  return found?.op as Exclude<Bound['op'], 'between'> | undefined;
}

/** `$500 or more`, `$500+`. */
function readBounded(c: Cursor): NumberCondition | undefined {
  return c.attempt(() => {
    const quantity = readQuantity(c);
    if (quantity === undefined) return undefined;
    if (quantity.isOpenAbove === true) return conditionOf(quantity, { op: 'gte', value: quantity.value });
    for (const [op, phrases] of Object.entries(AFTER_NUMBER)) {
      if (c.eat(...phrases) !== undefined)
        return conditionOf(quantity, { op: op as 'gte' | 'lte', value: quantity.value });
    }
    return undefined;
  });
}

/** `above that`: beyond the amount of the clause before. */
export function readRelative(c: Cursor): NumberCondition | undefined {
  return c.attempt(() => {
    const isLarger = c.eat(...LARGER) !== undefined;
    if (!isLarger && c.eat(...SMALLER) === undefined) return undefined;
    const next = c.token();
    if (
      next?.kind === 'number' ||
      next?.kind === 'name' ||
      c.word() === 'than' ||
      CURRENCIES[c.word()] !== undefined
    )
      return undefined;
    return relativeTo(c, isLarger);
  });
}

export function relativeTo(c: Cursor, isLarger: boolean): NumberCondition | undefined {
  const before = c.previous?.phrases
    .flatMap(({ conditions }) => conditions)
    .find(({ kind }) => kind === 'number');
  if (before?.kind !== 'number') {
    const [start, end] = [c.token(-1)?.start ?? 0, c.token(-1)?.end ?? 0];
    c.blame({ kind: 'reference', start, end, help: 'say which amount, as in `over $500`' });
    return undefined;
  }
  const { bound } = before;
  if (bound.op === 'eq') return undefined;
  const value = bound.op === 'between' ? (isLarger ? bound.to : bound.from) : bound.value;
  const isIncluded = bound.op === 'between' || bound.op === 'lte' || bound.op === 'gte';
  const op = isLarger ? (isIncluded ? 'gt' : 'gte') : isIncluded ? 'lt' : 'lte';
  return { ...before, bound: { op, value } };
}

function readQuantity(c: Cursor): Quantity | undefined {
  return c.attempt(() => {
    const before = c.token()?.kind === 'word' ? CURRENCIES[c.word()] : undefined;
    if (before !== undefined) c.advance();
    const number = readNumber(c);
    if (number === undefined) return undefined;
    const currency = before ?? number.currency;
    if (number.isPercent === true || c.eat('%', 'percent', 'per cent') !== undefined)
      return { ...number, isPercent: true };
    const after = CURRENCIES[c.word()];
    if (after !== undefined && c.word() !== '') {
      c.advance();
      return { ...number, currency: after };
    }
    if (currency !== undefined) return { ...number, currency };
    if (DURATIONS.has(c.word())) return undefined;
    const word = c.word();
    if (/s$/.test(word) && c.token()?.kind === 'word' && isNounLike(word)) {
      c.advance();
      return { ...number, unit: word };
    }
    return number;
  });
}

function readNumber(c: Cursor): Quantity | undefined {
  const token = c.token();
  if (token?.kind !== 'number') return readNumberWords(c);
  const [, sign = '', digits = '', scale = '', rest = ''] =
    /^((?:us)?[$€£¥])?([\d.,]+)(k|mn|m|bn|b)?([%€£$]?\+?)$/.exec(token.word) ?? [];
  if (!/^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/.test(digits)) {
    const { start, end } = token;
    c.blame({ kind: 'number', start, end, help: 'write numbers like `1,500.50` or `10k`' });
    return undefined;
  }
  c.advance();
  const spoken = scale === '' ? SCALES[c.word()] : undefined;
  if (spoken !== undefined) c.advance();
  const factor = scale === '' ? (spoken ?? 1) : (SCALES[scale] ?? 1);
  const currency = CURRENCIES[sign === '' ? rest.charAt(0) : sign];
  return {
    value: timesOf(Number(digits.replaceAll(',', '')), factor),
    ...(currency === undefined ? {} : { currency }),
    ...(rest.startsWith('%') ? { isPercent: true } : {}),
    ...(rest.endsWith('+') ? { isOpenAbove: true } : {}),
  };
}

/** Decimals times a power of ten, without the noise of binary fractions. */
function timesOf(value: number, factor: number): number {
  return Number((value * factor).toPrecision(15));
}

/** `one thousand`, `a hundred`, `five hundred`. */
function readNumberWords(c: Cursor): Quantity | undefined {
  return c.attempt(() => {
    const isOne = c.eat('a') !== undefined;
    let total = 0;
    let current = isOne ? 1 : 0;
    let count = 0;
    for (;;) {
      const word = c.word();
      const value = NUMBER_WORDS[word];
      if (value === undefined || !Object.hasOwn(NUMBER_WORDS, word)) break;
      c.advance();
      count += 1;
      if (value >= 1000) {
        total += Math.max(1, current) * value;
        current = 0;
      } else if (value === 100) current = Math.max(1, current) * 100;
      else current += value;
    }
    return count === 0 ? undefined : { value: total + current };
  });
}

function conditionOf(quantity: Quantity, bound: Bound): NumberCondition {
  const { currency } = quantity;
  return { kind: 'number', paths: pathsOf(quantity), bound, ...(currency === undefined ? {} : { currency }) };
}

function pathsOf({ isPercent, unit }: Quantity): readonly string[] {
  if (isPercent === true) return ['percent', 'percentage', 'discount'];
  if (unit === undefined) return ['amount'];
  return unit === 'units' ? ['quantity', 'count'] : [unit, 'count'];
}

/** The parameter that a noun names in a condition. */
export function parameterOf(words: readonly string[]): string {
  const phrase = words.join(' ');
  return AMOUNTS.has(phrase) ? 'amount' : words.join('_');
}
