import type { CallExpr, Expr } from '../ir.ts';
import type { CallSite } from '../resolve/access-path.ts';

/** The variable or key under which the value of a call is kept: `const run = tool(..)`, `{ run: tool(..) }`. */
export function nameOfCall({ module: { ir }, call }: CallSite): string | undefined {
  const bound = ir.bindings.find(({ value }) => value === call)?.name;
  if (bound !== undefined) return bound;
  const holders = [
    ...ir.bindings.map(({ value }) => value),
    ...ir.functions.flatMap(({ returns }) => returns),
    ...ir.calls.flatMap((other) => other.arguments.map(({ value }) => value)),
    ...ir.exports.map(({ value }) => value),
  ];
  for (const holder of holders) {
    const key = holder.start <= call.start && call.end <= holder.end ? keyOf(holder, call) : undefined;
    if (key !== undefined) return key;
  }
  return undefined;
}

function keyOf(expr: Expr, call: CallExpr): string | undefined {
  if (expr.kind !== 'object') return undefined;
  for (const { key, value } of expr.entries) {
    if (value === call) return key;
    const inner = keyOf(value, call);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
