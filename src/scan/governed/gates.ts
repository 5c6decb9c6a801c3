import type { CatalogGate, CatalogRow } from '../catalog/catalog.ts';
import type { CallExpr, Extent } from '../ir.ts';
import { callSitesOf, type AccessPath, type CallSite } from '../resolve/access-path.ts';
import { argumentAt, keysOf } from '../resolve/argument-at.ts';
import { named, positional } from '../resolve/arguments.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import { itemOf } from '../resolve/items.ts';
import type { ModuleIndex } from '../resolve/module-index.ts';
import type { SinkKind } from '../report.ts';
import type { Place } from '../resolve/sink.ts';
import { constantText } from '../resolve/texts.ts';
import { NONE, type GovernedMark, type Value } from '../resolve/value.ts';

/** The gates of the row that can hold back a call of this kind. */
export function gatesFor(row: CatalogRow, kind: SinkKind): readonly CatalogGate[] {
  return row.gates.filter(({ kinds }) => kinds?.includes(kind) !== false);
}

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
    for (const candidate of sites) {
      const at = placeGiven(evaluation, candidate, gate);
      if (at !== undefined) return { by: gate.name, at };
    }
  }
  return undefined;
}

/** A value of an option, and where the option stands. */
interface Given {
  readonly value: Value;
  readonly at: Place;
}

/** Where the gate is switched on, if it is. */
function placeGiven(evaluation: Evaluation, site: CallSite, gate: CatalogGate): Place | undefined {
  const [first, ...way] = gate.option.split('.');
  const start = first === undefined ? [] : optionOf(evaluation, site, first);
  const given = way
    .reduce((at, key) => follow(evaluation, site, at, key), start)
    .filter(({ value }) => isOn(value));
  if (gate.contains === undefined) return given[0]?.at;
  return given.find(({ value }) =>
    [value, ...itemOf(evaluation, site.module, value, undefined)].some(
      ({ thing }) =>
        thing.kind === 'external' &&
        evaluation.paths
          .payloads(thing.path)
          .some((meaning) => meaning.kind === 'gate-part' && meaning.gate.name === gate.name),
    ),
  )?.at;
}

/** One key of a dotted way further: an entry, or the option of the call that made or decorated the value. */
function follow(
  evaluation: Evaluation,
  site: CallSite,
  given: readonly Given[],
  key: string,
): readonly Given[] {
  return given.flatMap(({ value, at }): readonly Given[] => {
    if (key === '*')
      return itemOf(evaluation, site.module, value, undefined).map((item) => ({ value: item, at }));
    if (value.thing.kind === 'object') return entryOf(evaluation, site, value, key, at);
    return makersOf(value).flatMap((maker) => optionOf(evaluation, maker, key));
  });
}

function entryOf(
  evaluation: Evaluation,
  site: CallSite,
  holder: Value,
  key: string,
  otherwise: Place,
): readonly Given[] {
  if (keysOf(evaluation, [holder])?.has(key) !== true) return [];
  const entry =
    holder.thing.kind === 'object' ? holder.thing.entries.find((each) => each.key === key) : undefined;
  const at =
    entry !== undefined && 'expr' in entry.value ? placeOf(entry.value.module, entry.value.expr) : otherwise;
  return evaluation.memberOf(site.module, holder, key).map((value) => ({ value, at }));
}

/** The calls that a value came out of, or that decorate the function it is. */
export function makersOf({ thing }: Value): readonly CallSite[] {
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

/** An option of a call that asks a person, where it is switched on. */
export function frameworkOption(
  evaluation: Evaluation,
  site: CallSite,
  option: string,
): GovernedMark | undefined {
  const given = optionOf(evaluation, site, option).find(
    ({ value }) => isOn(value) && constantText([value])?.startsWith('never') !== true,
  );
  return given === undefined ? undefined : { by: `\`${option}\``, at: given.at };
}

/** A keyword argument, an entry of one of the objects the call is given, or a positional argument by its number. */
export function optionOf(evaluation: Evaluation, site: CallSite, option: string): readonly Given[] {
  const { module, call } = site;
  const index = /^\d+$/.test(option) ? Number(option) : undefined;
  const written = index === undefined ? named(call, option) : positional(call, index);
  const at = placeOf(module, written ?? call);
  const direct = argumentAt(evaluation, site, index === undefined ? { name: option } : { index });
  if (direct !== undefined || index !== undefined) return (direct ?? []).map((value) => ({ value, at }));
  const holders = call.arguments.flatMap(({ value, name, spread }) =>
    name === undefined && spread === undefined ? evaluation.evaluate(module, value) : NONE,
  );
  return holders.flatMap((holder) => entryOf(evaluation, site, holder, option, at));
}

/** Calls such as `@agent.tool(requires_approval=True)` on what the same call made. */
function callsOnSame(
  evaluation: Evaluation,
  made: CallSite | undefined,
  gate: CatalogGate,
): readonly CallSite[] {
  if (made === undefined) return [];
  const callsByMaker = evaluation.once(`gate calls ${gate.name}`, () => gateCallsByMaker(evaluation, gate));
  return callsByMaker.get(made.call) ?? [];
}

function gateCallsByMaker(
  evaluation: Evaluation,
  gate: CatalogGate,
): ReadonlyMap<CallExpr, readonly CallSite[]> {
  const callsByMaker = new Map<CallExpr, CallSite[]>();
  const names = new Set((gate.calls ?? []).map((path) => path.slice(path.lastIndexOf('.') + 1)));
  for (const site of [...names].flatMap((name) => evaluation.project.callsNamed(name))) {
    const makers = evaluation.evaluate(site.module, site.call.callee).flatMap(({ thing }) => {
      if (thing.kind !== 'external') return [];
      const isGate = evaluation.paths
        .payloads(thing.path)
        .some((meaning) => meaning.kind === 'gate-call' && meaning.gate.name === gate.name);
      return isGate ? (callSitesOf(thing.path).at(-1)?.call ?? []) : [];
    });
    for (const maker of new Set(makers)) {
      const known = callsByMaker.get(maker);
      if (known === undefined) callsByMaker.set(maker, [site]);
      else known.push(site);
    }
  }
  return callsByMaker;
}

/** `false`, `null` and `None` have no value; an empty list holds nothing back. */
function isOn({ thing }: Value): boolean {
  return thing.kind !== 'list' || thing.items.length > 0;
}

function placeOf({ file }: ModuleIndex, { start, end }: Extent): Place {
  return { file, start, end };
}
