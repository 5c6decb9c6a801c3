import type { CatalogGate } from '../catalog/catalog.ts';
import { callSitesOf, type AccessPath, type CallSite } from '../resolve/access-path.ts';
import { argumentAt, keysOf } from '../resolve/argument-at.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import { itemOf } from '../resolve/items.ts';
import type { Place } from '../resolve/sink.ts';
import { NONE, union, type GovernedMark, type Value, type Values } from '../resolve/value.ts';

/**
 * A framework's own gate: an option of the call itself, of where its receiver was made, or of another call on the same
 * receiver.
 */
export function frameworkGate(
  evaluation: Evaluation,
  site: CallSite,
  path: AccessPath | undefined,
  gates: readonly CatalogGate[],
): GovernedMark | undefined {
  const made = path === undefined ? [] : callSitesOf(path);
  for (const gate of gates) {
    const sites = gate.calls === undefined ? [site, ...made] : callsOnSame(evaluation, made.at(-1), gate);
    const found = sites.find((candidate) => isGiven(evaluation, candidate, gate));
    if (found !== undefined) return { by: gate.name, at: placeOf(found) };
  }
  return undefined;
}

function isGiven(evaluation: Evaluation, site: CallSite, gate: CatalogGate): boolean {
  const [first, ...way] = gate.option.split('.');
  const start = first === undefined ? NONE : optionOf(evaluation, site, first);
  const values = way
    .reduce((at, key) => follow(evaluation, site, at, key), start)
    .filter((value) => isOn(value));
  if (gate.contains === undefined) return values.length > 0;
  return [...values, ...values.flatMap((value) => itemOf(evaluation, site.module, value, undefined))].some(
    ({ thing }) =>
      thing.kind === 'external' &&
      evaluation.paths
        .payloads(thing.path)
        .some((meaning) => meaning.kind === 'gate-part' && meaning.gate.name === gate.name),
  );
}

/** One key of a dotted way further: an entry, or the option of the call that made or decorated the value. */
function follow(evaluation: Evaluation, site: CallSite, values: Values, key: string): Values {
  if (key === '*') return union(...values.map((value) => itemOf(evaluation, site.module, value, undefined)));
  return union(
    ...values.map((value): Values => {
      const { thing } = value;
      if (thing.kind === 'object') {
        return keysOf(evaluation, [value])?.has(key) === true
          ? evaluation.memberOf(site.module, value, key)
          : NONE;
      }
      return union(...makersOf(value).map((maker) => optionOf(evaluation, maker, key)));
    }),
  );
}

/** The calls that a value came out of, or that decorate the function it is. */
function makersOf({ thing }: Value): readonly CallSite[] {
  switch (thing.kind) {
    case 'external':
      return callSitesOf(thing.path);
    case 'function':
      return (thing.module.ir.functions[thing.id]?.decorators ?? []).flatMap((decorator) =>
        decorator.kind === 'call' ? [{ module: thing.module, call: decorator }] : [],
      );
    default:
      return [];
  }
}

/** A keyword argument, an entry of one of the objects the call is given, or a positional argument by its number. */
function optionOf(evaluation: Evaluation, site: CallSite, option: string): Values {
  if (/^\d+$/.test(option)) return argumentAt(evaluation, site, { index: Number(option) }) ?? NONE;
  const keyword = argumentAt(evaluation, site, { name: option });
  if (keyword !== undefined) return keyword;
  const holders = site.call.arguments.flatMap(({ value, name, spread }) =>
    name === undefined && spread === undefined ? evaluation.evaluate(site.module, value) : NONE,
  );
  const having = holders.filter((holder) => keysOf(evaluation, [holder])?.has(option) === true);
  return union(...having.map((holder) => evaluation.memberOf(site.module, holder, option)));
}

/** Calls such as `@agent.tool(requires_approval=True)` on what the same call made. */
function callsOnSame(
  evaluation: Evaluation,
  made: CallSite | undefined,
  gate: CatalogGate,
): readonly CallSite[] {
  if (made === undefined) return [];
  const names = new Set((gate.calls ?? []).map((path) => path.slice(path.lastIndexOf('.') + 1)));
  return [...names].flatMap((name) =>
    evaluation.project
      .callsNamed(name)
      .filter(({ module, call }) =>
        evaluation
          .evaluate(module, call.callee)
          .some(
            ({ thing }) =>
              thing.kind === 'external' &&
              callSitesOf(thing.path).at(-1)?.call === made.call &&
              evaluation.paths
                .payloads(thing.path)
                .some((meaning) => meaning.kind === 'gate-call' && meaning.gate.name === gate.name),
          ),
      ),
  );
}

/** `false`, `null` and `None` have no value; an empty list holds nothing back. */
function isOn({ thing }: Value): boolean {
  return thing.kind !== 'list' || thing.items.length > 0;
}

function placeOf({ module, call }: CallSite): Place {
  return { file: module.file, start: call.start, end: call.end };
}
