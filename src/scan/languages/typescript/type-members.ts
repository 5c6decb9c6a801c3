import type { ParamPattern, TSSignature, TSTypeAnnotation, TSTypeParameterDeclaration } from 'oxc-parser';
import type { ClassId, Extent, FunctionIr } from '../../ir.ts';
import {
  declare,
  opaque,
  openScope,
  type Lowering,
  type OpenClass,
  type Place,
  type TypeMembers,
} from './lowering.ts';
import { lowerKey } from './property-keys.ts';

/**
 * An interface or object type as a class whose members have no bodies: what `deps.client` is, is told by the annotation
 * of the field.
 */
export function lowerTypeMembers(lowering: Lowering, place: Place, owner: TypeMembers): ClassId {
  const { name, extent, bases } = owner;
  const id = lowering.classes.length;
  const opened: OpenClass = {
    name,
    extent,
    declaredIn: place.scope,
    bases,
    decorators: [],
    fields: [],
    methods: [],
    isInterface: true,
  };
  lowering.classes.push(opened);
  for (const member of owner.members) lowerMember(lowering, place, id, member);
  return id;
}

function lowerMember(lowering: Lowering, place: Place, owner: ClassId, member: TSSignature): void {
  if (member.type === 'TSPropertySignature') {
    const name = lowerKey(lowering, place, member.key, member.computed);
    const annotation = member.typeAnnotation?.typeAnnotation;
    if (name === undefined || annotation === undefined) return;
    if (annotation.type === 'TSFunctionType') {
      addMethod(lowering, place, owner, { name, node: annotation, returnType: annotation.returnType });
      return;
    }
    const type = lowering.type(place, annotation);
    if (type !== undefined) lowering.classes[owner]?.fields.push({ name, type, at: member.start });
  } else if (member.type === 'TSMethodSignature') {
    const name = lowerKey(lowering, place, member.key, member.computed);
    if (name !== undefined && member.kind !== 'set') {
      addMethod(lowering, place, owner, { name, node: member, returnType: member.returnType });
    }
  }
}

interface MethodSignature {
  readonly name: string;
  readonly node: Extent & { readonly params: readonly ParamPattern[]; readonly kind?: string };
  readonly returnType: TSTypeAnnotation | null;
}

/** Only a method that says what it gives tells anything. */
function addMethod(
  lowering: Lowering,
  place: Place,
  owner: ClassId,
  { name, node, returnType }: MethodSignature,
): void {
  const type = returnType === null ? undefined : lowering.type(place, returnType.typeAnnotation);
  if (type === undefined) return;
  const id = lowering.functions.length;
  const scope = openScope(lowering, { parent: place.scope, kind: 'function', function: id });
  const member: FunctionIr['member'] = node.kind === 'get' ? 'getter' : 'method';
  lowering.functions.push({
    name,
    extent: { start: node.start, end: node.end },
    scope,
    declaredIn: place.scope,
    parameters: [],
    returns: [],
    yields: [],
    returnType: type,
    decorators: [],
    class: owner,
    member,
    ...(place.function === undefined ? {} : { parent: place.function }),
  });
  lowering.classes[owner]?.methods.push({ name, function: id });
}

/** `<T extends Client>`: `T` names what its bound names. */
export function declareTypeParameters(
  lowering: Lowering,
  place: Place,
  parameters: TSTypeParameterDeclaration | null | undefined,
): void {
  if (parameters === null || parameters === undefined) return;
  for (const { name, constraint } of parameters.params) {
    const type = constraint === null ? undefined : lowering.type(place, constraint);
    const value = opaque(place, name, []);
    declare(lowering, place, place.scope, name.name, { value, at: name.start, type, typeOnly: true });
  }
}
