/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- the reference reads policies and actions as the plain data they are */
import { foldName } from '../../src/automata/index.ts';
import type { Truth } from '../../src/model/index.ts';

/* What the language page says about conditions, in the most obvious way; the time zone is UTC. */

export const all = (truths: Truth[]): Truth =>
  truths.includes(false) ? false : truths.includes('unknown') ? 'unknown' : true;
const not = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth);
const any = (truths: Truth[]): Truth => not(all(truths.map(not)));
const agree = (truths: Truth[]): Truth =>
  truths.length === 0 ? false : truths.every((truth) => truth === truths[0]) ? truths[0]! : 'unknown';

export function conditions(map: any, action: any, at?: number): Truth {
  return all(Object.entries(map).map(([key, operand]) => condition(key, operand, map, action, at)));
}

function condition(key: string, operand: any, map: any, action: any, at?: number): Truth {
  if (key === 'all') return all(operand.map((part: any) => conditions(part, action, at)));
  if (key === 'any') return any(operand.map((part: any) => conditions(part, action, at)));
  if (key === 'not') return not(conditions(operand, action, at));
  if (key === 'semantic') return operand.ask === undefined ? isAbout([operand].flat(), action) : 'unknown';
  if (!key.startsWith('param_')) return at === undefined ? 'unknown' : isTime(key, operand, map, at);
  const onPath = ([path, wanted]: [string, any]): Truth => {
    const steps = path.match(/[^.[\]]+/g)!;
    if (key !== 'param_exists')
      return walk(action.params, steps, TESTS[key]!.bind(null, wanted), 'unknown', agree);
    const exists = walk(action.params, steps, () => true, false, any);
    return wanted === true ? exists : not(exists);
  };
  return all(Object.entries(operand).map(onPath));
}

function isTime(
  key: string,
  operand: any,
  { time_after: after, time_before: before }: any,
  at: number,
): boolean {
  const time = new Date(at).toISOString().slice(11, 16);
  const isNight = after > before;
  if (key === 'time_after') return time >= operand || (isNight && time < before);
  if (key === 'time_before') return time < operand || (isNight && time >= after);
  const day = new Date(isNight && time < before ? at - 86_400_000 : at);
  const [date, number] = [day.toISOString().slice(0, 10), day.getUTCDay() || 7];
  if (key === 'dates') return date >= (operand.from ?? '0000') && date <= (operand.to ?? '9999');
  return (
    operand.includes(number) ||
    operand.includes(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][number - 1])
  );
}

/** The words of the generated actions that speak of something; there are none for `pii` and `harmful`. */
const ABOUT: Record<string, RegExp> = {
  destructive: /\b(delete|drop|rm)\b/,
  data_exposure: /\bshared/,
  privileged: /\b(deploy|password)\b/,
  financial: /\b(refund|orders?|invoices|price)\b/,
};

function isAbout(named: string[], { type, target, description, params }: any): boolean {
  const words = [
    type,
    target,
    description,
    JSON.stringify(params ?? {}, (_, v) => (typeof v === 'bigint' || v === undefined ? 0 : (v as unknown))),
  ]
    .flatMap((text) => [text, String(text).replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')])
    .map((text) => foldName(String(text)).replaceAll('_', ' '));
  return Object.keys(ABOUT).some(
    (about) => named.some((n) => n.includes(about)) && ABOUT[about]!.test(words.join(' ')),
  );
}

/** What a test says at the end of a path; `join` is asked about all items of a list. */
function walk(
  value: any,
  [step, ...rest]: string[],
  test: (value: any) => Truth,
  missing: Truth,
  join: (truths: Truth[]) => Truth,
): Truth {
  if (value === undefined || value === null) return missing;
  if (step === undefined) return test(value);
  if (Array.isArray(value) !== /^([0-9]+|\*)$/.test(step) || typeof value !== 'object') return 'unknown';
  if (step === '*') return join(value.map((item: any) => walk(item, rest, test, missing, join)));
  return walk(own(value, step), rest, test, missing, join);
}

const own = (value: any, key: string): any => (Object.hasOwn(value, key) ? value[key] : undefined);

const compared =
  (test: (a: bigint, b: bigint) => boolean) =>
  (wanted: any, value: any): Truth => {
    const [a, b] = [scaled(value), scaled(wanted)];
    return a === undefined || b === undefined ? 'unknown' : test(a, b);
  };
const sized =
  (test: (size: number, wanted: number) => boolean) =>
  (wanted: number, value: any): Truth =>
    Array.isArray(value) || typeof value === 'string' ? test(Array.from(value).length, wanted) : 'unknown';

const TESTS: Record<string, (wanted: any, value: any) => Truth> = {
  param_eq: equal,
  param_in: (list, value) =>
    list.some((item: any) => equal(item, value) === true) ||
    (list.every((item: any) => equal(item, value) === 'unknown') ? 'unknown' : false),
  param_gt: compared((a, b) => a > b),
  param_gte: compared((a, b) => a >= b),
  param_lt: compared((a, b) => a < b),
  param_lte: compared((a, b) => a <= b),
  param_length_gt: sized((size, wanted) => size > wanted),
  param_length_lte: sized((size, wanted) => size <= wanted),
  param_matches: (regex, value) =>
    typeof value === 'string' ? new RegExp(regex, 'u').test(value) : 'unknown',
  param_contains: (wanted, value) => {
    if (Array.isArray(value)) return value.some((item) => equal(wanted, item) === true);
    if (typeof wanted !== 'string') return 'unknown';
    if (typeof value === 'string') return value.includes(wanted);
    return typeof value === 'object' ? own(value, wanted) !== undefined : 'unknown';
  },
};

function equal(wanted: any, value: any): Truth {
  if (typeof wanted === 'string' && typeof value === 'string') return wanted === value;
  const [a, b] = [scaled(wanted), scaled(value)];
  if (a !== undefined && b !== undefined) return a === b;
  if (typeof wanted !== typeof value || Array.isArray(wanted) !== Array.isArray(value) || value === null)
    return 'unknown';
  if (typeof wanted === 'boolean') return wanted === value;
  if (typeof wanted !== 'object') return 'unknown';
  const keys = Object.keys(value).filter((key) => value[key] !== undefined || Array.isArray(value));
  if (keys.length !== Object.keys(wanted).length) return false;
  return keys.every((key) => Object.hasOwn(wanted, key) && equal(wanted[key], value[key]) === true);
}

/** A number or numeral of moderate size as a whole number of 10^-40. */
function scaled(value: unknown): bigint | undefined {
  const isNumeral = typeof value === 'string' && /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/.test(value);
  if (!isNumeral && !(typeof value === 'number' && Number.isFinite(value))) return undefined;
  const [, sign = '', whole = '', fraction = '', power = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e(.+))?$/.exec(
    String(value),
  )!;
  return BigInt(`${sign}${whole}${fraction}`) * 10n ** BigInt(40 - fraction.length + Number(power));
}
