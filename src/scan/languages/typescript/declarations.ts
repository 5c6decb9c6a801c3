import type { Expression, VariableDeclaration, VariableDeclarator } from 'oxc-parser';
import type { Expr, ScopeId, TypeRef } from '../../ir.ts';
import { castType } from './casts.ts';
import { declare, nameExpr, namedValue, opaque, type Lowering, type Place } from './lowering.ts';
import { annotationOf, bindTarget } from './patterns.ts';

/** `const a = 1, { b } = c`. */
export function lowerVariables(lowering: Lowering, place: Place, node: VariableDeclaration): void {
  const owner = node.kind === 'var' ? place.hoist : place.scope;
  const isAmbient = node.declare === true;
  for (const declarator of node.declarations)
    lowerDeclarator(lowering, place, { owner, isAmbient }, declarator);
}

function lowerDeclarator(
  lowering: Lowering,
  place: Place,
  { owner, isAmbient }: { readonly owner: ScopeId; readonly isAmbient: boolean },
  node: VariableDeclarator,
): void {
  const { id, init } = node;
  const type = annotationOf(lowering, place, id) ?? castType(lowering, place, init);
  if (init === null) {
    const { end } = node;
    const value: Expr = isAmbient
      ? opaque(place, { start: end, end }, [])
      : { kind: 'constant', start: end, end, scope: place.scope, value: null };
    bindTarget(lowering, place, owner, id, { value, at: node.end, type });
    return;
  }
  const value =
    id.type === 'Identifier'
      ? declaredValue(lowering, place, owner, init, id.name)
      : lowering.expression(place, init);
  if (id.type !== 'Identifier' && type !== undefined) {
    bindTyped(lowering, place, owner, node, { value, type });
    return;
  }
  bindTarget(lowering, place, owner, id, { value, at: node.end, type });
}

function declaredValue(
  lowering: Lowering,
  place: Place,
  owner: ScopeId,
  init: Expression,
  name: string,
): Expr {
  let node = init;
  while (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression') node = node.expression;
  if (node.type === 'ObjectExpression') lowering.givenObject = { name, scope: owner };
  return namedValue(lowering, place, node, name);
}

/** `const { client }: Deps = deps`: the value with its type gets a name that no program can write. */
function bindTyped(
  lowering: Lowering,
  place: Place,
  owner: ScopeId,
  { id, end }: VariableDeclarator,
  { value, type }: { readonly value: Expr; readonly type: TypeRef },
): void {
  const name = `{${id.start}}`;
  declare(lowering, place, owner, name, { value, at: end, type });
  bindTarget(lowering, place, owner, id, { value: nameExpr(place, { start: end, end }, name), at: end });
}
