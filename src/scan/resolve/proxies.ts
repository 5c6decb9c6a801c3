import type { Expr } from '../ir.ts';
import { bindingsInSight } from './bindings-in-sight.ts';
import { positional } from './arguments.ts';
import type { Evaluation } from './evaluation.ts';
import type { ModuleIndex } from './module-index.ts';
import { NONE, union, type Value, type Values } from './value.ts';

/** More steps than this no handler takes from the member to its object. */
const MAX_STEPS = 6;

/** The objects whose members a handler of a `Proxy` gives: `get: (_, key) => getClient()[key]`. */
export function behindProxy(evaluation: Evaluation, viewer: ModuleIndex, handler: Value): Values {
  return union(
    ...evaluation.memberOf(viewer, handler, 'get').map(({ thing }) => {
      if (thing.kind !== 'function') return NONE;
      const returns = thing.module.ir.functions[thing.id]?.returns ?? [];
      return union(...returns.map((value) => objectOf(evaluation, thing.module, value, MAX_STEPS)));
    }),
  );
}

function objectOf(evaluation: Evaluation, module: ModuleIndex, expr: Expr, steps: number): Values {
  if (steps === 0) return NONE;
  switch (expr.kind) {
    case 'item':
      return evaluation.evaluate(module, expr.object);
    case 'choice':
      return union(...expr.options.map((option) => objectOf(evaluation, module, option, steps - 1)));
    case 'name':
      return union(
        ...bindingsInSight(module, expr.scope, expr.name).map(({ value }) =>
          objectOf(evaluation, module, value, steps - 1),
        ),
      );
    case 'call': {
      const { callee } = expr;
      if (callee.kind !== 'member') return NONE;
      if (callee.property === 'bind') return objectOf(evaluation, module, callee.object, steps - 1);
      const first = positional(expr, 0);
      const isReflected = callee.object.kind === 'name' && callee.object.name === 'Reflect';
      return isReflected && first !== undefined ? evaluation.evaluate(module, first) : NONE;
    }
    default:
      return NONE;
  }
}
