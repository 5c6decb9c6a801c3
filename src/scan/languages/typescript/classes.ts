import type { AccessorProperty, Class, Decorator, MethodDefinition, PropertyDefinition } from 'oxc-parser';
import type { ClassId, Expr, FieldIr, FunctionIr } from '../../ir.ts';
import { castType } from './casts.ts';
import { endStatementAt } from './functions.ts';
import {
  declare,
  declareName,
  inBlockScope,
  namedValue,
  openScope,
  takeGivenName,
  type Lowering,
  type Mutable,
  type OpenClass,
  type Place,
} from './lowering.ts';
import { lowerKey } from './property-keys.ts';
import { openStatement } from './statement-extents.ts';
import { declareTypeParameters } from './type-members.ts';

/** `class Name { .. }`; binds the name. */
export function lowerClassDeclaration(lowering: Lowering, place: Place, node: Class): Expr {
  if (node.id !== null) declareName(lowering, place.scope, node.id.name);
  const value = lowerClass(lowering, place, node);
  if (node.id !== null) {
    declare(lowering, place, place.scope, node.id.name, { value, at: node.id.start });
  }
  return value;
}

/** The class and everything in it. The name of a class expression is bound inside it only. */
export function lowerClass(lowering: Lowering, place: Place, node: Class): Expr {
  const { start, end } = node;
  const id = lowering.classes.length;
  const given = takeGivenName(lowering);
  const opened: OpenClass = {
    name: node.id?.name ?? given,
    extent: { start, end },
    declaredIn: place.scope,
    bases: [],
    decorators: [],
    fields: [],
    methods: [],
  };
  lowering.classes.push(opened);
  opened.decorators = lowerDecorators(lowering, place, node.decorators);
  const inner = classPlace(lowering, place, node, id);
  if (node.superClass !== null) opened.bases = [lowering.expression(inner, node.superClass)];
  if (node.implements !== undefined && node.implements.length > 0) {
    opened.implements = node.implements.map(({ expression }) =>
      lowering.expression(inner, expression as never),
    );
  }
  endStatementAt(lowering, node.body.start);
  const outer = lowering.openStatement;
  for (const element of node.body.body) lowerElement(lowering, inner, id, element);
  lowering.openStatement = outer;
  return { kind: 'class', start, end, scope: place.scope, class: id };
}

function classPlace(lowering: Lowering, place: Place, node: Class, id: ClassId): Place {
  const receiver = { kind: 'instance', class: id } as const;
  const ownName = node.type === 'ClassExpression' ? node.id : null;
  const typeParameters = node.typeParameters ?? null;
  if (ownName === null && typeParameters === null) return { ...place, receiver };
  const scope = openScope(lowering, { parent: place.scope, kind: 'class', function: place.function });
  const inner: Place = { ...place, scope, receiver };
  if (ownName !== null) {
    const { start, end } = node;
    const value: Expr = { kind: 'class', start, end, scope, class: id };
    declare(lowering, inner, scope, ownName.name, { value, at: ownName.start });
  }
  declareTypeParameters(lowering, inner, typeParameters);
  return inner;
}

function lowerElement(
  lowering: Lowering,
  place: Place,
  id: ClassId,
  element: Class['body']['body'][number],
): void {
  switch (element.type) {
    case 'MethodDefinition':
    case 'TSAbstractMethodDefinition':
      openStatement(lowering, element);
      lowerMethod(lowering, place, id, element);
      return;
    case 'PropertyDefinition':
    case 'TSAbstractPropertyDefinition':
    case 'AccessorProperty':
    case 'TSAbstractAccessorProperty':
      openStatement(lowering, element);
      lowerField(lowering, place, id, element);
      return;
    case 'StaticBlock': {
      const inner = inBlockScope(lowering, classSide(place, id));
      for (const statement of element.body) lowering.statement({ ...inner, hoist: inner.scope }, statement);
      return;
    }
    case 'TSIndexSignature':
      return;
  }
}

/** In static members `this` is the class. */
function classSide(place: Place, id: ClassId): Place {
  return { ...place, receiver: { kind: 'class', class: id } };
}

function lowerMethod(lowering: Lowering, place: Place, id: ClassId, element: MethodDefinition): void {
  const decorators = lowerDecorators(lowering, place, element.decorators);
  const name = lowerKey(lowering, place, element.key, element.computed);
  const { start, end } = element;
  const member = memberKind(element);
  const method = lowering.functionValue(place, element.value, {
    name,
    extent: { start, end },
    receiver: { kind: element.static ? 'class' : 'instance', class: id },
    decorators,
    class: id,
    member,
  });
  if (name !== undefined) lowering.classes[id]?.methods.push({ name, function: method });
}

function memberKind({ kind, static: isStatic }: MethodDefinition): NonNullable<FunctionIr['member']> {
  switch (kind) {
    case 'constructor':
      return 'constructor';
    case 'get':
      return 'getter';
    case 'set':
      return 'setter';
    case 'method':
      return isStatic ? 'static' : 'method';
  }
}

function lowerField(
  lowering: Lowering,
  place: Place,
  id: ClassId,
  element: PropertyDefinition | AccessorProperty,
): void {
  lowerDecorators(lowering, place, element.decorators);
  const name = lowerKey(lowering, place, element.key, element.computed);
  const inner = element.static ? classSide(place, id) : place;
  const value = element.value === null ? undefined : namedValue(lowering, inner, element.value, name);
  const annotation = element.typeAnnotation?.typeAnnotation;
  const type =
    annotation === undefined ? castType(lowering, place, element.value) : lowering.type(place, annotation);
  if (name === undefined) return;
  const field: Mutable<FieldIr> = { name, at: element.key.start };
  if (value !== undefined) field.value = value;
  if (type !== undefined) field.type = type;
  if (element.static) field.static = true;
  lowering.classes[id]?.fields.push(field);
}

function lowerDecorators(
  lowering: Lowering,
  place: Place,
  decorators: readonly Decorator[] | undefined,
): readonly Expr[] {
  return (decorators ?? []).map(({ expression }) => lowering.expression(place, expression));
}
