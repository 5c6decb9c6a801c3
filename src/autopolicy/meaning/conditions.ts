import type { Json } from '../../base/index.ts';
import type { Bound, Condition } from '../syntax.ts';
import type { Reach } from './names.ts';

type Map = Readonly<Record<string, Json>>;

/** The conditions of a rule, as a policy has them; nothing where there are none. */
export function conditionMap(
  conditions: readonly Condition[],
  reach: Reach,
  isGuarded: boolean,
): Map | undefined {
  const maps = together(conditions).map((condition) => mapOf(condition, reach, isGuarded));
  if (maps.length === 0) return undefined;
  return maps.reduce((all, map) => joined(all, map));
}

/** Days and hours of one rule are one window. */
function together(conditions: readonly Condition[]): readonly Condition[] {
  const others: Condition[] = [];
  let window: Extract<Condition, { kind: 'time' }> | undefined;
  for (const condition of conditions) {
    if (condition.kind !== 'time') others.push(condition);
    else if (window === undefined) window = condition;
    else if (keysOf(window).some((key) => keysOf(condition).includes(key))) others.push(condition);
    else window = { ...window, ...condition };
  }
  return window === undefined ? others : [window, ...others];
}

function keysOf(condition: Condition): readonly string[] {
  return Object.keys(condition).filter((key) => key !== 'kind');
}

/** Two maps as one where no key is in both, else as a list of which all must hold. */
function joined(a: Map, b: Map): Map {
  const isApart = Object.keys(b).every((key) => a[key] === undefined) && !(isTimed(a) && isTimed(b));
  if (isApart) return { ...a, ...b };
  const list = (map: Map): readonly Json[] =>
    Object.keys(map).join() === 'all' ? (map['all'] as readonly Json[]) : [map];
  return { all: [...list(a), ...list(b)] as Json };
}

function isTimed(map: Map): boolean {
  return ['weekdays', 'time_after', 'time_before'].some((key) => map[key] !== undefined);
}

function mapOf(condition: Condition, reach: Reach, isGuarded: boolean): Map {
  switch (condition.kind) {
    case 'number':
      return numberMap(condition.paths, condition.bound, reach, isGuarded);
    case 'equals':
      return { param_eq: { [condition.path]: condition.value } };
    case 'time':
      return {
        ...(condition.days === undefined
          ? {}
          : { weekdays: condition.days.map((day) => DAY_NAMES[day - 1] ?? '') }),
        ...(condition.after === undefined ? {} : { time_after: condition.after }),
        ...(condition.before === undefined ? {} : { time_before: condition.before }),
      };
    case 'not':
      return { not: mapOf(condition.of, reach === 'wide' ? 'narrow' : 'wide', isGuarded) };
    case 'all':
    case 'any':
      return { [condition.kind]: condition.of.map((one) => mapOf(one, reach, isGuarded)) };
    case 'both':
      return {
        [reach === 'wide' ? 'any' : 'all']: condition.of.map((one) => mapOf(one, reach, isGuarded)),
      };
  }
}

const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The first of the parameters that is there counts, for a prohibition each of them; without any it is unknown. */
function numberMap(paths: readonly string[], bound: Bound, reach: Reach, isGuarded: boolean): Map {
  const [first = '', ...others] = paths;
  const last = paths.at(-1) ?? '';
  if (others.length === 0) {
    const map = boundMap(first, bound, reach);
    return isGuarded ? { param_exists: { [first]: true }, ...map } : map;
  }
  const each = paths.map((path) => ({ param_exists: { [path]: true }, ...boundMap(path, bound, reach) }));
  if (reach === 'narrow')
    return {
      any: paths.map((path, i) => ({
        param_exists: { ...Object.fromEntries(paths.map((other, j) => [other, j === i])) },
        ...boundMap(path, bound, reach),
      })),
    };
  if (isGuarded) return { any: each };
  const absent = Object.fromEntries(paths.slice(0, -1).map((path) => [path, false]));
  const missing = { param_exists: absent, ...boundMap(last, bound, reach) };
  return { any: [...each, missing] as Json };
}

/** A permission up to an amount does not reach below zero, where money goes the other way. */
function boundMap(path: string, bound: Bound, reach: Reach): Map {
  switch (bound.op) {
    case 'between':
      return { param_gte: { [path]: bound.from }, param_lte: { [path]: bound.to } };
    case 'eq':
      return { param_eq: { [path]: bound.value } };
    case 'lt':
    case 'lte': {
      const isUpTo = reach === 'narrow' && bound.value > 0;
      return {
        ...(isUpTo ? { param_gte: { [path]: 0 } } : {}),
        [`param_${bound.op}`]: { [path]: bound.value },
      };
    }
    case 'gt':
    case 'gte':
      return { [`param_${bound.op}`]: { [path]: bound.value } };
  }
}
