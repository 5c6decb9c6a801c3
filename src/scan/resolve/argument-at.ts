import type { CallSite } from './access-path.ts';
import { named, positional } from './arguments.ts';
import type { Evaluation } from './evaluation.ts';
import type { ArgumentPlace } from './meaning.ts';
import { NONE, union, type Values } from './value.ts';

/** What a call gives at a place; `undefined` when it gives nothing there. */
export function argumentAt(
  evaluation: Evaluation,
  { module, call }: CallSite,
  place: ArgumentPlace,
): Values | undefined {
  const { index, name } = place;
  const keyword = name === undefined ? undefined : named(call, name);
  if (keyword !== undefined) return evaluation.evaluate(module, keyword);
  if (index !== undefined) {
    const given = positional(call, index);
    if (given === undefined) return fromSpreads(evaluation, { module, call }, name);
    const values = evaluation.evaluate(module, given);
    if (name === undefined || module.ir.language === 'python') return values;
    return entriesNamed(evaluation, { module, call }, values, name);
  }
  return fromSpreads(evaluation, { module, call }, name);
}

/** The names of keyword arguments and of the entries of object arguments; `undefined` when some are unknown. */
export function optionNames(
  evaluation: Evaluation,
  { module, call }: CallSite,
): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  let isComplete = true;
  for (const argument of call.arguments) {
    if (argument.name !== undefined) names.add(argument.name);
    else {
      const keys = keysOf(evaluation, evaluation.evaluate(module, argument.value));
      if (keys === undefined) isComplete = isComplete && argument.value.kind === 'string';
      else for (const key of keys) names.add(key);
    }
  }
  return isComplete ? names : names.size === 0 ? undefined : names;
}

/** The keys of an object or of the objects spread into it. */
export function keysOf(evaluation: Evaluation, values: Values): ReadonlySet<string> | undefined {
  const keys = new Set<string>();
  const seen = new Set<string>();
  const collect = (from: Values): void => {
    for (const { thing } of from) {
      if (thing.kind !== 'object' || seen.has(thing.key)) continue;
      seen.add(thing.key);
      for (const { key } of thing.entries) if (key !== undefined) keys.add(key);
      for (const spread of thing.spreads) collect(evaluation.valuesOf(spread));
    }
  };
  collect(values);
  return seen.size === 0 ? undefined : keys;
}

function fromSpreads(
  evaluation: Evaluation,
  { module, call }: CallSite,
  name: string | undefined,
): Values | undefined {
  if (name === undefined) return undefined;
  const spreads = call.arguments.filter(({ spread }) => spread === 'map');
  if (spreads.length === 0) return undefined;
  const values = union(...spreads.map(({ value }) => evaluation.evaluate(module, value)));
  return entriesNamed(evaluation, { module, call }, values, name);
}

function entriesNamed(
  evaluation: Evaluation,
  { module }: CallSite,
  values: Values,
  name: string,
): Values | undefined {
  const objects = values.filter((value) => value.thing.kind === 'object');
  if (objects.length === 0 || !(keysOf(evaluation, objects)?.has(name) ?? false)) return undefined;
  return union(NONE, ...objects.map((value) => evaluation.memberOf(module, value, name)));
}
