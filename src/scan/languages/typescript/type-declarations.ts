import type { TSEnumDeclaration, TSInterfaceDeclaration, TSTypeAliasDeclaration } from 'oxc-parser';
import type { Expr } from '../../ir.ts';
import { choiceOf, declare, inBlockScope, opaque, type Lowering, type Place } from './lowering.ts';
import { lowerKey } from './property-keys.ts';
import { declareTypeParameters } from './type-members.ts';

/** `interface Name extends Other { .. }`. */
export function lowerInterface(lowering: Lowering, place: Place, node: TSInterfaceDeclaration): void {
  const { id, start, end } = node;
  const inner = node.typeParameters === null ? place : inBlockScope(lowering, place);
  declareTypeParameters(lowering, inner, node.typeParameters);
  const bases = node.extends.map(({ expression }) => lowering.expression(inner, expression));
  const owner = { name: id.name, extent: { start, end }, bases, members: node.body.body };
  const classId = lowering.typeMembers(inner, owner);
  const value: Expr = { kind: 'class', start, end, scope: place.scope, class: classId };
  declare(lowering, place, place.scope, id.name, { value, at: id.start, typeOnly: true });
}

/** `type Name = ..`. */
export function lowerTypeAlias(lowering: Lowering, place: Place, node: TSTypeAliasDeclaration): void {
  const { id } = node;
  const inner = node.typeParameters === null ? place : inBlockScope(lowering, place);
  declareTypeParameters(lowering, inner, node.typeParameters);
  const type = lowering.type(inner, node.typeAnnotation);
  const named = type?.instanceOf ?? [];
  const value = named.length === 0 ? opaque(place, node, []) : choiceOf(place, node, named);
  declare(lowering, place, place.scope, id.name, { value, at: id.start, type, typeOnly: true });
}

/** `enum Name { A, B = 'b' }`: an object of constants. */
export function lowerEnum(lowering: Lowering, place: Place, node: TSEnumDeclaration): void {
  const { id, start, end } = node;
  const entries = node.body.members.map(({ id: key, initializer, computed, start: at }) => {
    const name = lowerKey(lowering, place, key, computed);
    const value: Expr =
      initializer === null
        ? { kind: 'constant', start: at, end: at, scope: place.scope, value: null }
        : lowering.expression(place, initializer);
    return { key: name, value };
  });
  const value: Expr = { kind: 'object', start, end, scope: place.scope, entries, spreads: [] };
  declare(lowering, place, place.scope, id.name, { value, at: id.start });
}
