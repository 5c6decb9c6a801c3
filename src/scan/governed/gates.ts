import type { CatalogGate } from '../catalog/catalog.ts';
import { callSitesOf, type CallSite } from '../resolve/access-path.ts';
import { argumentAt, keysOf } from '../resolve/argument-at.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import type { PathMeaning } from '../resolve/meaning.ts';
import type { Place } from '../resolve/sink.ts';
import type { GovernedMark, Value, Values } from '../resolve/value.ts';

/** Lists in options in arguments: nobody nests gates deeper. */
const MAX_NESTING = 3;

/** A framework's own gate, given in one of the calls: in the call itself or where its receiver was made. */
export function frameworkGate(
  evaluation: Evaluation,
  sites: readonly CallSite[],
  gates: readonly CatalogGate[],
): GovernedMark | undefined {
  for (const gate of gates) {
    const site = sites.find((candidate) => isGiven(evaluation, candidate, gate));
    if (site !== undefined) return { by: gate.name, at: placeOf(site) };
  }
  return undefined;
}

/** Something of Aegis among the options: a middleware, or governed tools. */
export function governedOption(evaluation: Evaluation, sites: readonly CallSite[]): GovernedMark | undefined {
  for (const { module, call } of sites) {
    for (const { value } of call.arguments) {
      const mark = firstInside(evaluation, evaluation.evaluate(module, value), MAX_NESTING, (inside) =>
        markOf(evaluation, inside),
      );
      if (mark !== undefined) return mark;
    }
  }
  return undefined;
}

function isGiven(evaluation: Evaluation, site: CallSite, gate: CatalogGate): boolean {
  const values = optionOf(evaluation, site, gate.option);
  if (values === undefined) return false;
  if (gate.contains === undefined) return true;
  const found = firstInside(evaluation, values, MAX_NESTING, (value) =>
    meaningsBehind(evaluation, value).some((meaning) => meaning.kind === 'gate-part' && meaning.gate.name === gate.name)
      ? value
      : undefined,
  );
  return found !== undefined;
}

/** The keyword argument, or the entry of one of the objects the call is given. */
function optionOf(evaluation: Evaluation, site: CallSite, option: string): Values | undefined {
  const keyword = argumentAt(evaluation, site, { name: option });
  if (keyword !== undefined) return keyword;
  for (const { value, name, spread } of site.call.arguments) {
    if (name !== undefined || spread !== undefined) continue;
    const values = evaluation.evaluate(site.module, value);
    if (keysOf(evaluation, values)?.has(option) !== true) continue;
    return values.flatMap((holder) =>
      holder.thing.kind === 'object' ? evaluation.memberOf(site.module, holder, option) : [],
    );
  }
  return undefined;
}

/** `middleware: [humanInTheLoopMiddleware({..})]` is met as the value of a call of the catalogued path. */
function meaningsBehind(evaluation: Evaluation, { thing }: Value): readonly PathMeaning[] {
  if (thing.kind === 'external') return evaluation.paths.payloads(thing.path);
  return [];
}

function markOf(evaluation: Evaluation, value: Value): GovernedMark | undefined {
  if (value.governed !== undefined) return value.governed;
  if (value.thing.kind !== 'external') return undefined;
  const { path } = value.thing;
  const callee = path.step?.kind === 'call' ? path.from : undefined;
  const meaning = callee === undefined ? undefined : evaluation.paths.payloads(callee).find(({ kind }) => kind === 'aegis');
  const made = callSitesOf(path)[0];
  return meaning?.kind === 'aegis' && made !== undefined ? { by: meaning.name, at: placeOf(made) } : undefined;
}

function firstInside<R>(
  evaluation: Evaluation,
  values: Values,
  depth: number,
  find: (value: Value) => R | undefined,
): R | undefined {
  for (const value of values) {
    const found = find(value) ?? insideOf(evaluation, value, depth, find);
    if (found !== undefined) return found;
  }
  return undefined;
}

function insideOf<R>(
  evaluation: Evaluation,
  { thing }: Value,
  depth: number,
  find: (value: Value) => R | undefined,
): R | undefined {
  if (depth === 0 || (thing.kind !== 'list' && thing.kind !== 'object')) return undefined;
  const sources = thing.kind === 'list' ? thing.items : [...thing.entries.map(({ value }) => value), ...thing.spreads];
  for (const source of sources) {
    const found = firstInside(evaluation, evaluation.valuesOf(source), depth - 1, find);
    if (found !== undefined) return found;
  }
  return undefined;
}

function placeOf({ module, call }: CallSite): Place {
  return { file: module.file, start: call.start, end: call.end };
}
