import type { MemberExpression } from 'oxc-parser';
import type { Expr } from '../../ir.ts';
import { memberExpr, type Lowering, type Place } from './lowering.ts';
import { itemOf } from './patterns.ts';
import { lowerKey } from './property-keys.ts';

/** `object.name`, `object['name']`, `object[0]`, `object[key]`. */
export function lowerMember(lowering: Lowering, place: Place, node: MemberExpression, object: Expr): Expr {
  const { property } = node;
  if (!node.computed) {
    const { name } = property as Extract<MemberExpression, { computed: false }>['property'];
    return memberExpr(place, node, object, property.type === 'PrivateIdentifier' ? `#${name}` : name);
  }
  if (property.type === 'Literal' && typeof property.value === 'number') {
    return Number.isSafeInteger(property.value) && property.value >= 0
      ? itemOf(place, node, object, property.value)
      : itemOf(place, node, object);
  }
  const key = lowerKey(lowering, place, property, true);
  return key === undefined ? itemOf(place, node, object) : memberExpr(place, node, object, key);
}
