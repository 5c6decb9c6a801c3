import type { Expression } from 'oxc-parser';
import type { TypeRef } from '../../ir.ts';
import type { Lowering, Place } from './lowering.ts';

/** `value as Type`: what is declared with such a value has the type, as if it were annotated. */
export function castType(
  lowering: Lowering,
  place: Place,
  value: Expression | null | undefined,
): TypeRef | undefined {
  let node = value;
  while (node?.type === 'AwaitExpression' || node?.type === 'TSNonNullExpression') {
    node = node.type === 'AwaitExpression' ? node.argument : node.expression;
  }
  if (node?.type !== 'TSAsExpression' && node?.type !== 'TSTypeAssertion') return undefined;
  return isConst(node.typeAnnotation) ? undefined : lowering.type(place, node.typeAnnotation);
}

function isConst(type: { readonly type: string; readonly typeName?: unknown }): boolean {
  return type.type === 'TSTypeReference' && (type.typeName as { name?: unknown }).name === 'const';
}
