import type { CallExpr, Expr } from '../ir.ts';
import type { Evaluation } from './evaluation.ts';
import type { ModuleIndex } from './module-index.ts';
import { union, type ListThing, type Value, type Values } from './value.ts';

/** Beyond this many a file adds to its lists what it added before. */
const MAX_ADDITIONS = 64;

/** What `list.append(x)`, `list.push(x)` and the like add to a list, in the module in which the list is written. */
export function additionsTo(
  evaluation: Evaluation,
  module: ModuleIndex,
  list: ListThing,
  elementsOf: (value: Value) => Values,
): Values {
  return evaluation.ask(`added ${list.key}`, () =>
    union(
      ...module.additions.slice(0, MAX_ADDITIONS).map(({ callee, arguments: given }) => {
        if (callee.kind !== 'member') return [];
        const receivers = evaluation.evaluate(module, callee.object);
        const isOurs = receivers.some(({ thing }) => thing.kind === 'list' && thing.key === list.key);
        if (!isOurs) return [];
        return union(
          ...addedBy(callee.property, given).map(({ value, isMany }) => {
            const values = evaluation.evaluate(module, value);
            return isMany ? union(...values.map(elementsOf)) : values;
          }),
        );
      }),
    ),
  );
}

const ADDING = new Set(['append', 'push', 'unshift', 'insert', 'extend']);

/** Whether a call may add to a list: by the name of the method and by what is added. */
export function mayAdd({ callee, arguments: given }: CallExpr): boolean {
  return (
    callee.kind === 'member' && ADDING.has(callee.property) && given.some(({ value }) => mayBeFollowed(value))
  );
}

function mayBeFollowed({ kind }: Expr): boolean {
  return kind !== 'string' && kind !== 'constant' && kind !== 'opaque';
}

function addedBy(
  method: string,
  given: CallExpr['arguments'],
): readonly { readonly value: Expr; readonly isMany: boolean }[] {
  const added = method === 'insert' ? given.slice(1) : given;
  return added.map(({ value, spread }) => ({ value, isMany: spread === 'list' || method === 'extend' }));
}
