import type { TextReader } from '../../../automata/index.ts';
import type { Decimal } from '../../../policy/index.ts';

/** Where the reader is: before, in or behind the whole part of a numeral. */
type Phase = 'start' | 'sign' | 'zero' | 'whole' | 'point' | 'fraction' | 'not-a-numeral';

interface Progress {
  readonly phase: Phase;
  readonly isNegative: boolean;
  /** How many digits of the whole part, or of the fraction, were compared; not counted further than it matters. */
  readonly count: number;
  /** How the digits so far compare with those of the bound, the sign left aside. */
  readonly order: -1 | 0 | 1;
}

/** Reads texts with the verdicts: no numeral, and numerals below, equal to and above a bound. */
export function numeralReader(bound: Decimal): TextReader {
  const digits = digitsOf(bound);
  const states: Progress[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (progress: Progress): number => {
    const key = Object.values(progress).join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, states.length);
    return states.push(progress) - 1;
  };
  return {
    sets: SETS,
    start: numberOf({ phase: 'start', isNegative: false, count: 0, order: 0 }),
    verdictCount: 4,
    step: (state, codePoint) => numberOf(next(states[state] as Progress, codePoint, digits)),
    verdictAt: (state) => verdictOf(states[state] as Progress, digits, bound),
  };
}

/** Minus, point, and each digit. */
const SETS = [0x2d, 0x2e, ...Array.from({ length: 10 }, (_, i) => 0x30 + i)].map((c) => [c, c + 1]);

interface Digits {
  readonly whole: readonly number[];
  readonly fraction: readonly number[];
}

function digitsOf({ digits, exponent }: Decimal): Digits {
  const all = Array.from(digits, Number);
  const zeros = (count: number): number[] => new Array<number>(Math.max(0, count)).fill(0);
  const whole = [...all.slice(0, Math.max(0, exponent)), ...zeros(exponent - all.length)];
  return {
    whole: whole.length === 0 ? [0] : whole,
    fraction: digits === '' ? [] : [...zeros(-exponent), ...all.slice(Math.max(0, exponent))],
  };
}

function next(progress: Progress, codePoint: number, digits: Digits): Progress {
  const { phase } = progress;
  const digit = codePoint >= 0x30 && codePoint <= 0x39 ? codePoint - 0x30 : undefined;
  if (codePoint === 0x2d && phase === 'start') return { ...progress, phase: 'sign', isNegative: true };
  if (codePoint === 0x2e && (phase === 'zero' || phase === 'whole'))
    return { ...progress, phase: 'point', count: 0, order: wholeOrder(progress, digits) };
  if (digit === undefined || phase === 'zero' || phase === 'not-a-numeral') return NOT_A_NUMERAL;
  if (phase === 'point' || phase === 'fraction') return withFractionDigit(progress, digit, digits.fraction);
  return withWholeDigit(progress, digit, digits.whole);
}

const NOT_A_NUMERAL: Progress = { phase: 'not-a-numeral', isNegative: false, count: 0, order: 0 };

function withWholeDigit(
  { phase, isNegative, count, order }: Progress,
  digit: number,
  whole: readonly number[],
): Progress {
  return {
    phase: phase === 'whole' || digit > 0 ? 'whole' : 'zero',
    isNegative,
    count: Math.min(count + 1, whole.length + 1),
    order: order === 0 && count < whole.length ? sign(digit - (whole[count] as number)) : order,
  };
}

function withFractionDigit(
  { isNegative, count, order }: Progress,
  digit: number,
  fraction: readonly number[],
): Progress {
  return {
    phase: 'fraction',
    isNegative,
    count: order === 0 ? Math.min(count + 1, fraction.length) : 0,
    order: order === 0 ? sign(digit - (fraction[count] ?? 0)) : order,
  };
}

/** More digits are a greater number, since a whole part does not begin with a zero. */
function wholeOrder({ count, order }: Progress, { whole }: Digits): -1 | 0 | 1 {
  return count === whole.length ? order : sign(count - whole.length);
}

function verdictOf(progress: Progress, digits: Digits, bound: Decimal): number {
  const { phase, isNegative } = progress;
  if (phase !== 'zero' && phase !== 'whole' && phase !== 'fraction') return 0;
  const order = phase === 'fraction' ? fractionOrder(progress, digits) : endOrder(progress, digits);
  return 2 + signedOrder(order, isNegative, bound);
}

function endOrder(progress: Progress, digits: Digits): -1 | 0 | 1 {
  return fractionOrder({ ...progress, count: 0, order: wholeOrder(progress, digits) }, digits);
}

/** What is left of the bound's fraction ends in a digit that is not zero. */
function fractionOrder({ count, order }: Progress, { fraction }: Digits): -1 | 0 | 1 {
  return order === 0 && count < fraction.length ? -1 : order;
}

/** The order of signed numbers, given that of their magnitudes; minus zero is zero. */
function signedOrder(order: -1 | 0 | 1, isNegative: boolean, bound: Decimal): number {
  if (bound.digits === '') return isNegative ? -order : order;
  if (isNegative !== bound.isNegative) return isNegative ? -1 : 1;
  return isNegative ? -order : order;
}

function sign(value: number): -1 | 0 | 1 {
  return value < 0 ? -1 : value > 0 ? 1 : 0;
}
