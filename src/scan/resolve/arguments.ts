import type { CallExpr, Expr, FunctionIr, ParameterIr } from '../ir.ts';
import type { CallSite } from './access-path.ts';
import type { Evaluation } from './evaluation.ts';
import { NONE, union, type Source, type Value, type Values } from './value.ts';

/** The positional argument at an index, as far as no spread hides it. */
export function positional(call: CallExpr, index: number): Expr | undefined {
  let at = 0;
  for (const argument of call.arguments) {
    if (argument.spread === 'list') return undefined;
    if (argument.name !== undefined || argument.spread === 'map') continue;
    if (at === index) return argument.value;
    at += 1;
  }
  return undefined;
}

export function named(call: CallExpr, name: string): Expr | undefined {
  return call.arguments.find((argument) => argument.name === name)?.value;
}

/** What a call hands to one parameter of the function; `skip` counts arguments that were bound before. */
export function argumentFor(
  evaluation: Evaluation,
  ir: FunctionIr,
  index: number,
  { module, call }: CallSite,
  skip = 0,
): Values {
  const parameter = ir.parameters[index];
  if (parameter === undefined) return NONE;
  const at = index + skip;
  switch (parameter.kind) {
    case 'rest':
      return [restOf(call, at, { module, call })];
    case 'keyword-rest':
      return [namedRest(ir, { module, call })];
    case 'positional': {
      const given = at < 0 ? undefined : positional(call, at);
      return given === undefined
        ? byName(evaluation, parameter, { module, call }, at)
        : union(evaluation.evaluate(module, given), byName(evaluation, parameter, { module, call }, -1));
    }
    case 'keyword-only':
      return byName(evaluation, parameter, { module, call }, -1);
  }
}

function byName(
  evaluation: Evaluation,
  { name }: ParameterIr,
  { module, call }: CallSite,
  at: number,
): Values {
  const found: Values[] = [];
  for (const argument of call.arguments) {
    if (argument.spread === 'list' && at >= 0) {
      const position = call.arguments.indexOf(argument);
      for (const value of evaluation.evaluate(module, argument.value)) {
        if (value.thing.kind !== 'list' || at < position) continue;
        const item = value.thing.items[at - position];
        if (item !== undefined) found.push(evaluation.valuesOf(item));
      }
    } else if (name === undefined) continue;
    else if (argument.name === name) found.push(evaluation.evaluate(module, argument.value));
    else if (argument.spread === 'map') {
      for (const value of evaluation.evaluate(module, argument.value)) {
        if (value.thing.kind === 'object') found.push(evaluation.memberOf(module, value, name));
      }
    }
  }
  return union(...found);
}

function restOf(call: CallExpr, from: number, { module }: CallSite): Value {
  const items = call.arguments
    .filter(({ name, spread }) => name === undefined && spread !== 'map')
    .slice(Math.max(from, 0))
    .map(({ value }): Source => ({ module, expr: value }));
  return {
    thing: { kind: 'list', key: `rest ${module.number}/${call.start}-${call.end}/${from}`, items },
    trail: undefined,
  };
}

function namedRest(ir: FunctionIr, { module, call }: CallSite): Value {
  const taken = new Set(ir.parameters.map(({ name }) => name));
  const entries = call.arguments
    .filter(({ name }) => name !== undefined && !taken.has(name))
    .map(({ name, value }) => ({ key: name, value: { module, expr: value } }));
  const spreads = call.arguments
    .filter(({ spread }) => spread === 'map')
    .map(({ value }) => ({ module, expr: value }));
  const key = `named ${module.number}/${call.start}-${call.end}`;
  return { thing: { kind: 'object', key, entries, spreads }, trail: undefined };
}
