import type { CallExpr } from '../ir.ts';
import { positional } from './arguments.ts';
import type { Evaluation } from './evaluation.ts';
import { itemOf } from './items.ts';
import { entriesOf } from './members.ts';
import type { ModuleIndex } from './module-index.ts';
import { constantText } from './texts.ts';
import { NONE, union, UNKNOWN, type ListThing, type ObjectThing, type Value, type Values } from './value.ts';

/** Methods of lists that give one element. */
const ONE_ELEMENT = new Set(['find', 'findLast', 'at', 'pop', 'shift']);
/** Methods of lists and dicts that give some or all elements again. */
const SAME_ELEMENTS = new Set([
  'filter',
  'slice',
  'concat',
  'reverse',
  'sort',
  'toReversed',
  'toSorted',
  'copy',
]);
/** Methods of a dict that give the value of a key. */
const ONE_VALUE = new Set(['get', 'pop', 'setdefault']);

/** What a method of a list, or of a Python dict, gives; `undefined` when the call is no such method. */
export function evaluateContainerMethod(
  evaluation: Evaluation,
  module: ModuleIndex,
  call: CallExpr,
): Values | undefined {
  if (call.callee.kind !== 'member') return undefined;
  const { object, property } = call.callee;
  if (!isContainerMethod(property)) return undefined;
  const receivers = evaluation.evaluate(module, object);
  const results = receivers.flatMap((receiver): readonly Values[] => {
    const { thing } = receiver;
    if (thing.kind === 'list') {
      if (ONE_ELEMENT.has(property)) return [itemOf(evaluation, module, receiver, undefined)];
      return SAME_ELEMENTS.has(property) ? [[receiver]] : [];
    }
    if (thing.kind !== 'object' || module.ir.language !== 'python') return [];
    if (property === 'values' || property === 'copy') return [[receiver]];
    if (property === 'items')
      return [[{ thing: pairsOf(evaluation, module, receiver, thing.key), trail: undefined }]];
    return ONE_VALUE.has(property) ? [valueOfKey(evaluation, module, thing, call)] : [];
  });
  return results.length === 0 ? undefined : union(...results);
}

/** A list of pairs, as iterating over `mapping.items()` or `enumerate(list)` gives them. */
export function pairsOf(evaluation: Evaluation, module: ModuleIndex, holder: Value, key: string): ListThing {
  const values = itemOf(evaluation, module, holder, undefined);
  const pair: ListThing = {
    kind: 'list',
    key: `pair ${key}`,
    items: [{ values: UNKNOWN }, { values }],
  };
  return {
    kind: 'list',
    key: `pairs ${key}`,
    items: [{ values: [{ thing: pair, trail: undefined }] }],
    unordered: true,
  };
}

function isContainerMethod(property: string): boolean {
  return (
    ONE_ELEMENT.has(property) ||
    SAME_ELEMENTS.has(property) ||
    ONE_VALUE.has(property) ||
    property === 'values' ||
    property === 'items'
  );
}

function valueOfKey(evaluation: Evaluation, module: ModuleIndex, thing: ObjectThing, call: CallExpr): Values {
  const [key, preset] = [positional(call, 0), positional(call, 1)];
  const text = key === undefined ? undefined : constantText(evaluation.evaluate(module, key));
  return union(
    entriesOf(evaluation, module, thing, text),
    preset === undefined ? NONE : evaluation.evaluate(module, preset),
  );
}
