import { stepPath } from './access-path.ts';
import { additionsTo } from './additions.ts';
import { external, type Evaluation } from './evaluation.ts';
import { entriesOf, inherit, memberOf } from './members.ts';
import { returnsOf } from './functions.ts';
import type { ModuleIndex } from './module-index.ts';
import { NONE, union, UNKNOWN, type ListThing, type Value, type Values } from './value.ts';

/** What `value[index]` may be, or any element when `index` is undefined. */
export function itemOf(
  evaluation: Evaluation,
  viewer: ModuleIndex,
  value: Value,
  index: number | undefined,
): Values {
  const { thing } = value;
  switch (thing.kind) {
    case 'list':
      return itemOfList(evaluation, thing, index).map((item) => inherit(value, item));
    case 'object':
      return entriesOf(evaluation, viewer, thing, index === undefined ? undefined : String(index));
    case 'external':
      return [inherit(value, external(evaluation, stepPath(thing.path, { kind: 'item' }), value.trail))];
    case 'class':
      // Python spells a generic class so: `Runner[Context]`.
      return [value];
    case 'instance':
      return union(
        ...memberOf(evaluation, viewer, value, '__getitem__').map((method) =>
          whatItReturns(evaluation, method),
        ),
      );
    case 'foreign':
      return [value];
    case 'text':
    case 'true':
    case 'function':
    case 'module':
    case 'partial':
      return NONE;
    case 'unknown':
      return UNKNOWN;
  }
}

/** What `with value as x` gives `x`: for most clients, themselves. */
export function enterValue(evaluation: Evaluation, viewer: ModuleIndex, value: Value): Values {
  const { thing } = value;
  if (thing.kind === 'list' && thing.generated === true) return itemOfList(evaluation, thing, undefined);
  if (thing.kind === 'instance') {
    const enter = ['__aenter__', '__enter__'].flatMap((name) => memberOf(evaluation, viewer, value, name));
    const entered = union(...enter.map((method) => whatItReturns(evaluation, method)));
    return entered.length === 0 || entered.every(({ thing: { kind } }) => kind === 'unknown')
      ? [value]
      : entered;
  }
  return [value];
}

function itemOfList(evaluation: Evaluation, list: ListThing, index: number | undefined): Values {
  const chosen =
    index === undefined || list.unordered === true ? list.items : list.items.slice(index, index + 1);
  const written = chosen.map((source) => evaluation.valuesOf(source));
  const isWritten = index !== undefined && index < list.items.length;
  const { module } = list;
  if (module === undefined || isWritten) return union(...written);
  const elementsOf = (value: Value): Values => itemOf(evaluation, module, value, undefined);
  return union(...written, additionsTo(evaluation, module, list, elementsOf));
}

function whatItReturns(evaluation: Evaluation, { thing }: Value): Values {
  return thing.kind === 'function' ? returnsOf(evaluation, thing.module, thing.id) : NONE;
}
