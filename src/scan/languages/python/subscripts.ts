import type { Expr } from '../../ir.ts';
import { constantText } from './literals.ts';
import type { Lowering, Place } from './lowering.ts';
import type { Syntax } from './syntax.ts';

/** `object["key"]` is a member, `object[1]` an item; an unknown key gives some item. */
export function lowerSubscript(lowering: Lowering, place: Place, node: Syntax, object: Expr): Expr {
  const { start, end } = node;
  const { scope } = place;
  const [, keyNode] = node.children;
  const key = lowerKey(lowering, place, node);
  if (keyNode?.type === 'slice') {
    return { kind: 'list', start, end, scope, items: [{ kind: 'item', start, end, scope, object }] };
  }
  const property = key === undefined ? undefined : constantText(key);
  if (property !== undefined) return { kind: 'member', start, end, scope, object, property };
  const index = key?.kind === 'constant' && typeof key.value === 'number' ? key.value : -1;
  return index >= 0
    ? { kind: 'item', start, end, scope, object, index }
    : { kind: 'item', start, end, scope, object };
}

/** The key between the brackets when there is exactly one. */
export function lowerKey(lowering: Lowering, place: Place, node: Syntax): Expr | undefined {
  const keys = node.children.slice(1).map((child) => lowering.expression(place, child));
  return keys.length === 1 ? keys[0] : undefined;
}
