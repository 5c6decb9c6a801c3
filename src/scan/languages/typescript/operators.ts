import type {
  BinaryExpression,
  Expression,
  LogicalExpression,
  PrivateInExpression,
  UnaryExpression,
} from 'oxc-parser';
import type { Expr, Extent, OpaqueExpr } from '../../ir.ts';
import { joinTexts } from './literals.ts';
import { inBranch, opaque, type Lowering, type Mutable, type Place } from './lowering.ts';

type Operation = BinaryExpression | PrivateInExpression | LogicalExpression;

/** Whether two operations, one the left side of the other, make one list of terms: `a + b + c`, `a || b ?? c`. */
export function isSameRun(outer: Expression, inner: Expression): boolean {
  if (outer.type === 'BinaryExpression') {
    return inner.type === 'BinaryExpression' && outer.operator === '+' && inner.operator === '+';
  }
  return (
    outer.type === 'LogicalExpression' &&
    inner.type === 'LogicalExpression' &&
    isChoice(outer) &&
    isChoice(inner)
  );
}

function isChoice({ operator }: LogicalExpression): boolean {
  return operator !== '&&';
}

/**
 * Lowers an operation whose left side is lowered already. In a run the left side is what this function gave before, and
 * its list of terms grows in place; `finishRun` completes the outermost.
 */
export function lowerOperation(lowering: Lowering, place: Place, node: Operation, left: Expr): Expr {
  if (node.type === 'LogicalExpression') {
    const right = lowering.expression(mayRun(place, node.right), node.right);
    return isChoice(node) ? extend(place, node, left, right, 'choice') : right;
  }
  const right = lowering.expression(place, node.right);
  if (node.operator === '+') return extend(place, node, left, right, 'sum');
  return opaque(place, node, [left, right]);
}

function extend(place: Place, node: Operation, left: Expr, right: Expr, kind: 'choice' | 'sum'): Expr {
  const { start, end } = node;
  if (isSameRun(node, node.left as Expression)) {
    const run = left as Mutable<Extent> & { readonly inside?: Expr[]; readonly options?: Expr[] };
    (run.inside ?? run.options ?? []).push(right);
    run.start = start;
    run.end = end;
    return left;
  }
  if (kind === 'sum') return opaque(place, node, [left, right], '+');
  return { kind: 'choice', start, end, scope: place.scope, options: [left, right] };
}

/** A sum with a visible string in it joins strings; what other sums are is not known. */
export function finishRun(place: Place, expr: Expr): Expr {
  return expr.kind === 'opaque' && expr.operator === '+' ? joinSum(place, expr) : expr;
}

function joinSum(place: Place, sum: OpaqueExpr): Expr {
  if (!sum.inside.some((term) => term.kind === 'string')) return sum;
  const { start, end, inside } = sum;
  return { kind: 'string', start, end, scope: place.scope, parts: joinTexts(inside) };
}

/** `before + value` of `name += value`. */
export function sumOf(place: Place, extent: Extent, before: Expr, value: Expr): Expr {
  return finishRun(place, opaque(place, extent, [before, value], '+'));
}

/** What is assigned in `test && (name = value)` is assigned in a branch. */
export function mayRun(place: Place, node: Expression): Place {
  return node.type === 'AssignmentExpression' || node.type === 'SequenceExpression'
    ? inBranch(place, node.start)
    : place;
}

export function lowerUnary(place: Place, node: UnaryExpression, value: Expr): Expr {
  if (node.operator === '-' && value.kind === 'constant' && typeof value.value === 'number') {
    return { ...value, start: node.start, value: -value.value };
  }
  return opaque(place, node, [value]);
}
