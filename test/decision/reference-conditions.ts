/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- the reference reads policies and actions as the plain data they are */
import { foldName } from '../../src/automata/index.ts';
import type { Truth } from '../../src/model/index.ts';
import lexicon from '../../src/policy/conditions/semantic-lexicon.json' with { type: 'json' };
import { stem } from '../../src/policy/conditions/semantic-stem.ts';

/* What the language page says about conditions, in the most obvious way; the time zone is UTC. */

export const all = (truths: Truth[]): Truth =>
  truths.includes(false) ? false : truths.includes('unknown') ? 'unknown' : true;
const not = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth);

type Map_ = Record<string, any>;

export function conditions(map: Map_, action: Map_, at?: number): Truth {
  const night = map['time_after'] > map['time_before'];
  return all(Object.entries(map).map(([key, operand]) => condition(key, operand, map, night, action, at)));
}

function condition(key: string, operand: any, map: Map_, night: boolean, action: Map_, at?: number): Truth {
  if (key === 'all') return all(operand.map((part: Map_) => conditions(part, action, at)));
  if (key === 'any') return not(all(operand.map((part: Map_) => not(conditions(part, action, at)))));
  if (key === 'not') return not(conditions(operand, action, at));
  if (key.startsWith('param_'))
    return all(Object.entries(operand).map(([path, value]) => onPath(key, path, value, action['params'])));
  if (key === 'semantic') return operand.ask === undefined ? isAbout([operand].flat(), action) : 'unknown';
  if (at === undefined || Number.isNaN(new Date(at).getTime())) return 'unknown';
  const time = new Date(at).toISOString().slice(-13, -8);
  if (night && key.startsWith('time_')) return time >= map['time_after'] || time < map['time_before'];
  if (key === 'time_after') return time >= operand;
  if (key === 'time_before') return time < operand;
  const day = new Date(night && time < map['time_before'] ? at - 86_400_000 : at);
  if (key === 'weekdays') {
    const weekday = day.getUTCDay() || 7;
    return (
      operand.includes(weekday) ||
      operand.includes(['', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][weekday])
    );
  }
  const date = day.toISOString().slice(0, 10);
  return date >= (operand.from ?? '0000') && date <= (operand.to ?? '9999-99');
}

/** The generated phrases contain the categories they name. */
function isAbout(named: string[], { type, target, description, params }: Map_): boolean {
  const categories = Object.entries(lexicon.categories).filter(([name]) =>
    named.some((n) => n.includes(name)),
  );
  const stems = new Set(categories.flatMap(([, { words }]) => words.map(stem)));
  return [type, target, description, ...strings(params)]
    .filter((text) => typeof text === 'string')
    .flatMap((text) =>
      text
        .normalize('NFKC')
        .replaceAll('\u200b', '')
        .split(/[^\p{L}]+/u),
    )
    .flatMap((run) => [run, ...run.split(/(?<=\p{Ll})(?=\p{Lu})|(?=\p{Lu}\p{Ll})/u)])
    .some((word) => stems.has(stem(foldName(word))));
}

const strings = (value: any): string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.flatMap(strings)
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, member]) => [key, ...strings(member)])
        : [];

function onPath(key: string, path: string, operand: unknown, params: unknown): Truth {
  const steps = path.match(/[^.[\]]+/g)!;
  if (key !== 'param_exists') return walk(params, steps, (value) => onValue(key, operand, value));
  const exists = some(params, steps);
  return operand === true ? exists : not(exists);
}

function walk(value: any, [step, ...rest]: string[], test: (value: unknown) => Truth): Truth {
  if (value === undefined || value === null) return 'unknown';
  if (step === undefined) return test(value);
  if (step !== '*') return canStep(value, step) ? walk(own(value, step), rest, test) : 'unknown';
  if (!Array.isArray(value)) return 'unknown';
  const each = value.map((item) => walk(item, rest, test));
  return each.length === 0 ? false : each.every((truth) => truth === each[0]) ? each[0]! : 'unknown';
}

function some(value: any, [step, ...rest]: string[]): Truth {
  if (value === undefined || value === null) return false;
  if (step === undefined) return true;
  if (step !== '*') return canStep(value, step) ? some(own(value, step), rest) : 'unknown';
  if (!Array.isArray(value)) return 'unknown';
  return not(all(value.map((item) => not(some(item, rest)))));
}

const canStep = (value: unknown, step: string): boolean =>
  Array.isArray(value) ? /^[0-9]+$/.test(step) : typeof value === 'object' && !/^[0-9]+$/.test(step);
const own = (value: any, step: string): unknown => (Object.hasOwn(value, step) ? value[step] : undefined);

const NUMERAL = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/;
/** A decimal of moderate size as a big integer of 10^-40. */
function scaled(value: unknown): bigint | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
  if (typeof value !== 'number' && !(typeof value === 'string' && NUMERAL.test(value))) return undefined;
  const [, sign, whole, fraction = '', power = '0'] = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:e([-+][0-9]+))?$/.exec(
    String(value),
  )!;
  const digits = BigInt(whole! + fraction) * 10n ** BigInt(40 - fraction.length + Number(power));
  return sign === '-' ? -digits : digits;
}

function equal(operand: any, value: any): Truth {
  if (typeof operand === 'string' && typeof value === 'string') return operand === value;
  const [a, b] = [scaled(operand), scaled(value)];
  if (a !== undefined && b !== undefined) return a === b;
  if (typeof operand !== typeof value || Array.isArray(operand) !== Array.isArray(value) || value === null)
    return 'unknown';
  if (typeof operand === 'boolean') return operand === value;
  if (typeof operand !== 'object') return 'unknown';
  const keys = Object.keys(value).filter((key) => value[key] !== undefined || Array.isArray(value));
  return (
    keys.length === Object.keys(operand).length &&
    keys.every((key) => Object.hasOwn(operand, key) && inside(operand[key], value[key]))
  );
}
const inside = (operand: unknown, value: unknown): boolean => equal(operand, value) === true;

function onValue(key: string, operand: any, value: any): Truth {
  const size = Array.isArray(value)
    ? value.length
    : typeof value === 'string'
      ? [...value].length
      : undefined;
  const [bound, given] = [scaled(operand), scaled(value)];
  const compared = bound !== undefined && given !== undefined;
  switch (key) {
    case 'param_eq':
      return equal(operand, value);
    case 'param_in':
      return operand.every((item: unknown) => equal(item, value) === 'unknown')
        ? 'unknown'
        : operand.some((item: unknown) => inside(item, value));
    case 'param_gt':
      return compared ? given > bound : 'unknown';
    case 'param_gte':
      return compared ? given >= bound : 'unknown';
    case 'param_lt':
      return compared ? given < bound : 'unknown';
    case 'param_lte':
      return compared ? given <= bound : 'unknown';
    case 'param_contains':
      if (Array.isArray(value)) return value.some((item) => inside(operand, item));
      if (typeof operand !== 'string') return 'unknown';
      return typeof value === 'string'
        ? value.includes(operand)
        : typeof value === 'object'
          ? own(value, operand) !== undefined
          : 'unknown';
    case 'param_matches':
      return typeof value === 'string' ? new RegExp(operand, 'u').test(value) : 'unknown';
    case 'param_length_gt':
      return size === undefined ? 'unknown' : size > operand;
    default:
      return size === undefined ? 'unknown' : size <= operand;
  }
}
