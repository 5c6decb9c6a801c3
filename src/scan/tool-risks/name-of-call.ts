import type { CallExpr, Expr, ObjectExpr } from '../ir.ts';
import type { CallSite } from '../resolve/access-path.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import type { ModuleIndex } from '../resolve/module-index.ts';

/** The variable or key under which the value of a call is kept: `const run = tool(..)`, `{ run: tool(..) }`. */
export function nameOfCall(evaluation: Evaluation, { module, call }: CallSite): string | undefined {
  const { bound, objects } = evaluation.once(`kept ${module.number}`, () => keptIn(module));
  const name = bound.get(call);
  if (name !== undefined) return name;
  for (const holder of objects) {
    const key = holder.start <= call.start && call.end <= holder.end ? keyOf(holder, call) : undefined;
    if (key !== undefined) return key;
  }
  return undefined;
}

interface Kept {
  readonly bound: ReadonlyMap<Expr, string>;
  /** Objects under a name, returned, given to calls and exported, in this order. */
  readonly objects: readonly ObjectExpr[];
}

function keptIn({ ir }: ModuleIndex): Kept {
  const bound = new Map<Expr, string>();
  const objects: ObjectExpr[] = [];
  const keep = (value: Expr): void => {
    if (value.kind === 'object') objects.push(value);
  };
  for (const { name, value } of ir.bindings) {
    if (value.kind === 'call' && !bound.has(value)) bound.set(value, name);
    keep(value);
  }
  for (const { returns } of ir.functions) returns.forEach(keep);
  for (const other of ir.calls) for (const { value } of other.arguments) keep(value);
  for (const { value } of ir.exports) keep(value);
  return { bound, objects };
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
