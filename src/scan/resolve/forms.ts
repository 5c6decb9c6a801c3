import { callSitesOf, type CallSite } from './access-path.ts';
import type { CallExpr } from '../ir.ts';
import { named, positional } from './arguments.ts';
import type { Evaluation } from './evaluation.ts';
import { pairsOf } from './container-methods.ts';
import { importFrom } from './imports.ts';
import { enterValue, itemOf } from './items.ts';
import type { Form } from './meaning.ts';
import type { ModuleIndex } from './module-index.ts';
import { constantText, textsOf, textValue } from './texts.ts';
import { behindProxy } from './proxies.ts';
import { keptUnder } from './stores.ts';
import { NONE, union, UNKNOWN, type ObjectThing, type Source, type Value, type Values } from './value.ts';
import { joinUrl } from './url.ts';

/** What a call of one of the functions that hand values on gives. */
export function applyForm(evaluation: Evaluation, form: Form, callee: Value, site: CallSite): Values {
  const { module, call } = site;
  const argument = (index: number): Values => {
    const expr = positional(call, index);
    return expr === undefined ? NONE : evaluation.evaluate(module, expr);
  };
  switch (form.name) {
    case 'argument':
      return argument(form.index);
    case 'arguments':
      return [argumentList(site)];
    case 'invoke':
      return union(...argument(form.index).map((value) => evaluation.apply(value, site)));
    case 'element':
      return union(...argument(form.index).map((value) => itemOf(evaluation, module, value, undefined)));
    case 'pairs':
      return argument(form.index).flatMap((value) => pairsIn(evaluation, module, value));
    case 'partial':
      return argument(form.index).map((bound) => ({
        thing: { kind: 'partial', callee: bound, site },
        trail: bound.trail,
        ...(bound.governed === undefined ? {} : { governed: bound.governed }),
      }));
    case 'attribute': {
      const name = constantText(argument(form.index + 1));
      if (name === undefined) return UNKNOWN;
      return union(...argument(form.index).map((value) => evaluation.memberOf(module, value, name)));
    }
    case 'import': {
      const specifier = constantText(argument(form.index));
      return specifier === undefined ? UNKNOWN : importFrom(evaluation, module, specifier, undefined);
    }
    case 'environment': {
      const preset = argument(form.index).filter(({ thing }) => thing.kind === 'text');
      return preset.length === 0 ? [textValue([undefined])] : preset;
    }
    case 'join-url': {
      const bases = form.base === undefined ? NONE : argument(form.base);
      const paths = textsOf(argument(form.index));
      if (bases.length === 0) return paths.map(textValue);
      return paths.flatMap((path) => textsOf(bases).map((base) => textValue(joinUrl(base, path))));
    }
    case 'map-get':
      return storedIn(evaluation, callee, form.index);
    case 'store':
      return [callee];
    case 'kept':
      return keptUnder(evaluation, callee, argument(form.index), argument(form.index + 1));
    case 'record':
      return [record(site)];
    case 'field':
      return union(argument(form.index), presetOfField(evaluation, site));
    case 'provide':
      return union(
        ...argument(form.index)
          .flatMap((value) => evaluation.apply(value, site))
          .map((value) => enterValue(evaluation, module, value)),
      );
    case 'proxy':
      return union(
        argument(form.index),
        ...argument(form.index + 1).map((handler) => behindProxy(evaluation, module, handler)),
      );
    case 'cell':
      return [cell(site, form.entry, argument(form.index))];
    case 'state': {
      const initial = argument(form.index).map((value) =>
        value.thing.kind === 'function' ? evaluation.apply(value, site) : [value],
      );
      return [listOf(site, [{ values: union(...initial) }, { values: UNKNOWN }])];
    }
  }
}

function cell({ module, call }: CallSite, entry: string | undefined, values: Values): Value {
  const key = `cell ${module.number}/${call.start}-${call.end}`;
  return {
    thing: { kind: 'object', key, module, entries: [{ key: entry, value: { values } }], spreads: [] },
    trail: undefined,
  };
}

function listOf({ module, call }: CallSite, items: readonly Source[]): Value {
  const key = `state ${module.number}/${call.start}-${call.end}`;
  return { thing: { kind: 'list', key, items }, trail: undefined };
}

function pairsIn(evaluation: Evaluation, module: ModuleIndex, value: Value): Values {
  const { thing } = value;
  const list =
    thing.kind === 'list' || thing.kind === 'object'
      ? pairsOf(evaluation, module, value, thing.key)
      : undefined;
  return list === undefined ? NONE : [{ thing: list, trail: value.trail }];
}

function argumentList({ module, call }: CallSite): Value {
  const spread = call.arguments.some((argument) => argument.spread !== undefined);
  return {
    thing: {
      kind: 'list',
      key: `arguments ${module.number}/${call.start}-${call.end}`,
      items: call.arguments
        .filter(({ name }) => name === undefined)
        .map((argument) =>
          argument.spread === undefined
            ? { module, expr: argument.value }
            : {
                module,
                expr: {
                  kind: 'item',
                  object: argument.value,
                  start: call.start,
                  end: call.end,
                  scope: call.scope,
                },
              },
        ),
      ...(spread ? { unordered: true } : {}),
    },
    trail: undefined,
  };
}

function record({ module, call }: CallSite): Value {
  const given = (spread: 'map' | undefined): CallExpr['arguments'] =>
    call.arguments.filter((argument) => argument.spread === spread);
  const thing: ObjectThing = {
    kind: 'object',
    key: `record ${module.number}/${call.start}-${call.end}`,
    module,
    entries: given(undefined).flatMap(({ name, value }) =>
      name === undefined ? [] : [{ key: name, value: { module, expr: value } }],
    ),
    spreads: [...given('map'), ...given(undefined).filter(({ name }) => name === undefined)].map(
      ({ value }) => ({ module, expr: value }),
    ),
  };
  return { thing, trail: undefined };
}

/** `field(default_factory=make)`, `Field(default=..)`, `attr.ib(factory=make)`. */
function presetOfField(evaluation: Evaluation, site: CallSite): Values {
  const given = (name: string): Values => {
    const expr = named(site.call, name);
    return expr === undefined ? NONE : evaluation.evaluate(site.module, expr);
  };
  const factories = [...given('default_factory'), ...given('factory')];
  return union(given('default'), ...factories.map((factory) => evaluation.apply(factory, site)));
}

/** Everything that `holder.set(key, value)` puts into the map that this look-up reads, or that it was made with. */
function storedIn(evaluation: Evaluation, { thing }: Value, index: number): Values {
  if (thing.kind !== 'external') return UNKNOWN;
  const made = callSitesOf(thing.path).at(-1);
  if (made === undefined) return UNKNOWN;
  const stored = evaluation.project
    .callsNamed('set')
    .slice(0, 64)
    .flatMap(({ module, call }) => {
      if (call.callee.kind !== 'member') return [];
      const holders = evaluation.evaluate(module, call.callee.object);
      const isSame = holders.some(
        (holder) =>
          holder.thing.kind === 'external' && callSitesOf(holder.thing.path).at(-1)?.call === made.call,
      );
      const value = positional(call, index);
      return isSame && value !== undefined ? [evaluation.evaluate(module, value)] : [];
    });
  return union(...stored, madeWith(evaluation, made));
}

/** The values of `new Map([[key, value]])`, the `default` of a variable. */
function madeWith(evaluation: Evaluation, { module, call }: CallSite): Values {
  const preset = named(call, 'default');
  if (preset !== undefined) return evaluation.evaluate(module, preset);
  const pairs = positional(call, 0);
  if (pairs === undefined) return NONE;
  return union(
    ...evaluation
      .evaluate(module, pairs)
      .flatMap((list) => itemOf(evaluation, module, list, undefined))
      .flatMap((pair) => (pair.thing.kind === 'list' ? [itemOf(evaluation, module, pair, 1)] : [])),
  );
}
