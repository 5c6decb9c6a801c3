import type { AssignmentExpression } from 'oxc-parser';
import type { Expr } from '../../ir.ts';
import { castType } from './casts.ts';
import { exportCommonJs } from './commonjs.ts';
import { assignName, choiceOf, namedValue, opaque, type Lowering, type Place } from './lowering.ts';
import { sumOf } from './operators.ts';
import { addMemberAssignment, bindTarget } from './patterns.ts';
import { constantKey, UNKNOWN_KEY } from './property-keys.ts';

/** `target = value`, `target ??= value`, `target += value`; gives the value. */
export function lowerAssignment(lowering: Lowering, place: Place, node: AssignmentExpression): Expr {
  return node.operator === '='
    ? lowerPlainAssignment(lowering, place, node)
    : lowerUpdate(lowering, place, node);
}

function lowerPlainAssignment(lowering: Lowering, place: Place, node: AssignmentExpression): Expr {
  const { left, right } = node;
  const value = namedValue(lowering, place, right, nameOf(left));
  const type = castType(lowering, place, right);
  bindTarget(lowering, place, 'assigned', left, { value, at: node.end, type });
  if (left.type === 'MemberExpression') exportCommonJs(lowering, left, value);
  return value;
}

/** The name that a function gets when it is assigned to the target. */
function nameOf(target: AssignmentExpression['left']): string | undefined {
  if (target.type === 'Identifier') return target.name;
  return target.type === 'MemberExpression' ? constantKey(target.property, target.computed) : undefined;
}

function lowerUpdate(lowering: Lowering, place: Place, node: AssignmentExpression): Expr {
  const { left, right, operator } = node;
  if (left.type === 'ArrayPattern' || left.type === 'ObjectPattern') return opaque(place, node, []);
  const before = lowering.expression(place, left);
  const given = namedValue(lowering, place, right, nameOf(left));
  const isLogical = operator === '||=' || operator === '??=' || operator === '&&=';
  const value = isLogical ? choiceOf(place, node, [before, given]) : combined(place, node, before, given);
  if (left.type === 'Identifier') {
    assignName(lowering, place, left.name, { value, at: node.end });
  } else if (isLogical && (before.kind === 'member' || before.kind === 'item')) {
    const property = before.kind === 'member' ? before.property : UNKNOWN_KEY;
    addMemberAssignment(lowering, place, { object: before.object, property, value: given, at: node.end });
  }
  return value;
}

function combined(place: Place, node: AssignmentExpression, before: Expr, given: Expr): Expr {
  return node.operator === '+=' ? sumOf(place, node, before, given) : opaque(place, node, [before, given]);
}
