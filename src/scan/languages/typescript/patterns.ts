import type {
  ArrayAssignmentTarget,
  ArrayPattern,
  AssignmentTarget,
  AssignmentTargetMaybeDefault,
  AssignmentTargetRest,
  BindingPattern,
  BindingRestElement,
  FormalParameterRest,
  MemberExpression,
  ObjectAssignmentTarget,
  ObjectPattern,
} from 'oxc-parser';
import type { Expr, Extent, ScopeId, TypeRef } from '../../ir.ts';
import {
  assignName,
  choiceOf,
  declare,
  memberExpr,
  type Lowering,
  type NewBinding,
  type Place,
} from './lowering.ts';
import { lowerKey, UNKNOWN_KEY } from './property-keys.ts';

/** Whatever may stand left of `=`, in a declaration, or as a parameter. */
export type Target =
  | BindingPattern
  | BindingRestElement
  | FormalParameterRest
  | AssignmentTarget
  | AssignmentTargetMaybeDefault
  | AssignmentTargetRest;

/** Declares names in a scope, or assigns to names that are declared elsewhere. */
export type Owner = ScopeId | 'assigned';

/** Gives the value to the names and members in a target. */
export function bindTarget(
  lowering: Lowering,
  place: Place,
  owner: Owner,
  target: Target,
  binding: NewBinding,
): void {
  switch (target.type) {
    case 'Identifier':
      if (owner === 'assigned') assignName(lowering, place, target.name, binding);
      else declare(lowering, place, owner, target.name, binding);
      return;
    case 'MemberExpression':
      assignMember(lowering, place, target, binding);
      return;
    case 'ObjectPattern':
      bindProperties(lowering, place, owner, target, binding);
      return;
    case 'ArrayPattern':
      bindElements(lowering, place, owner, target, binding);
      return;
    case 'AssignmentPattern': {
      const preset = lowering.expression(place, target.right);
      const value = choiceOf(place, binding.value, [binding.value, preset]);
      bindTarget(lowering, place, owner, target.left, { ...binding, value });
      return;
    }
    case 'RestElement':
      bindTarget(lowering, place, owner, target.argument, binding);
      return;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      bindTarget(lowering, place, owner, target.expression as AssignmentTarget, binding);
      return;
  }
}

function assignMember(
  lowering: Lowering,
  place: Place,
  target: MemberExpression,
  { value, at, type }: NewBinding,
): void {
  const object = lowering.expression(place, target.object);
  const property = lowerKey(lowering, place, target.property, target.computed) ?? UNKNOWN_KEY;
  addMemberAssignment(lowering, place, { object, property, value, at, type });
}

interface NewMember extends NewBinding {
  readonly object: Expr;
  readonly property: string;
}

export function addMemberAssignment(
  lowering: Lowering,
  place: Place,
  { object, property, value, at, type }: NewMember,
): void {
  const assignment = { object, property, value, at, branch: place.branch };
  lowering.memberAssignments.push(type === undefined ? assignment : { ...assignment, type });
}

/** `{ a, b: c, ...rest }`; the rest is the object, whose other members it has. */
function bindProperties(
  lowering: Lowering,
  place: Place,
  owner: Owner,
  pattern: ObjectPattern | ObjectAssignmentTarget,
  { value: object, at }: NewBinding,
): void {
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      bindTarget(lowering, place, owner, property, { value: object, at });
      continue;
    }
    const key = lowerKey(lowering, place, property.key, property.computed);
    const value =
      key === undefined ? itemOf(place, property, object) : memberExpr(place, property.key, object, key);
    bindTarget(lowering, place, owner, property.value, { value, at });
  }
}

/** `[a, , b, ...rest]`. */
function bindElements(
  lowering: Lowering,
  place: Place,
  owner: Owner,
  pattern: ArrayPattern | ArrayAssignmentTarget,
  { value: object, at }: NewBinding,
): void {
  pattern.elements.forEach((element, index) => {
    if (element === null) return;
    if (element.type === 'RestElement') {
      const { start, end } = element;
      const items = [itemOf(place, element, object)];
      const value: Expr = { kind: 'list', start, end, scope: place.scope, items };
      bindTarget(lowering, place, owner, element, { value, at });
    } else {
      bindTarget(lowering, place, owner, element, { value: partOf(place, element, object, index), at });
    }
  });
}

/** `[a, b] = [x, y]` gives each its own value; other values are taken apart. */
function partOf(place: Place, part: Extent, object: Expr, index: number): Expr {
  if (object.kind === 'list' && !object.items.slice(0, index + 1).some(isSpread)) {
    const written = object.items[index];
    if (written !== undefined) return written;
  }
  return itemOf(place, part, object, index);
}

function isSpread(item: Expr): boolean {
  return item.kind === 'item' && item.index === undefined;
}

export function namesInPattern(pattern: BindingPattern | BindingRestElement): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((part) =>
        namesInPattern(part.type === 'RestElement' ? part : part.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((part) => (part === null ? [] : namesInPattern(part)));
    case 'AssignmentPattern':
      return namesInPattern(pattern.left);
    case 'RestElement':
      return namesInPattern(pattern.argument);
  }
}

export function itemOf(place: Place, { start, end }: Extent, object: Expr, index?: number): Expr {
  const item = { kind: 'item', start, end, scope: place.scope, object } as const;
  return index === undefined ? item : { ...item, index };
}

/** The annotation on a declared name or pattern. */
export function annotationOf(lowering: Lowering, place: Place, target: Target): TypeRef | undefined {
  if (!('typeAnnotation' in target)) return undefined;
  const annotation = target.typeAnnotation;
  if (annotation?.type !== 'TSTypeAnnotation') return undefined;
  return lowering.type(place, annotation.typeAnnotation);
}
