import type { Expr } from '../../ir.ts';
import { lowerAll, type Lowering, type Place } from './lowering.ts';
import type { Syntax } from './syntax.ts';

/** Lists, tuples, sets and `a, b` without brackets. */
export function lowerList(lowering: Lowering, place: Place, node: Syntax): Expr {
  const items = lowerAll(lowering, place, node.children);
  return { kind: 'list', start: node.start, end: node.end, scope: place.scope, items };
}

export function lowerDictionary(lowering: Lowering, place: Place, node: Syntax): Expr {
  const entries: { key: string | undefined; value: Expr }[] = [];
  const spreads: Expr[] = [];
  for (const child of node.children) {
    if (child.type === 'pair') entries.push(lowerPair(lowering, place, child));
    else
      spreads.push(lowering.expression(place, child.type === 'dictionary_splat' ? child.children[0] : child));
  }
  return { kind: 'object', start: node.start, end: node.end, scope: place.scope, entries, spreads };
}

/** `key: value`; the key is known when it is a constant string. */
export function lowerPair(
  lowering: Lowering,
  place: Place,
  pair: Syntax,
): { readonly key: string | undefined; readonly value: Expr } {
  const [keyNode, valueNode] = pair.children;
  const key = constantText(lowering.expression(place, keyNode));
  return { key, value: lowering.expression(place, valueNode) };
}

/** The text of a string without values in it. */
export function constantText(expr: Expr): string | undefined {
  if (expr.kind !== 'string') return undefined;
  const [first = '', second] = expr.parts;
  return typeof first === 'string' && second === undefined ? first : undefined;
}
