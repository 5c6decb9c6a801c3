import type { ClassId, Expr, FunctionId, FunctionIr } from '../../ir.ts';
import { lowerAnnotation } from './annotations.ts';
import {
  bind,
  lookupScope,
  openScope,
  textOf,
  type Lowering,
  type OpenFunction,
  type Place,
  type Receiver,
} from './lowering.ts';
import { lowerParameters } from './parameters.ts';
import { childOf, type Syntax } from './syntax.ts';

/** `def name(..): ..`, a method when it stands in a class body; binds the name. */
export function lowerFunction(
  lowering: Lowering,
  place: Place,
  node: Syntax,
  decorators: readonly Expr[],
): void {
  const nameNode = childOf(node, 'identifier');
  const name = nameNode === undefined ? '' : textOf(lowering, nameNode);
  const owner = place.classBody;
  const member = owner === undefined ? undefined : memberKind(name, decorators);
  const { id, inner } = openFunction(lowering, place, node, { name, decorators });
  const opened = lowering.functions[id];
  const returnType = childOf(node, 'type');
  if (opened !== undefined && returnType !== undefined) {
    opened.returnType = lowerAnnotation(lowering, place, returnType);
  }
  const bodyPlace = lowerSignature(
    lowering,
    { outer: place, inner, id, owner, member },
    childOf(node, 'parameters'),
  );
  if (opened !== undefined && owner !== undefined && member !== undefined) {
    opened.class = owner;
    opened.member = member;
    lowering.classes[owner]?.methods.push({ name: name === '__init__' ? 'constructor' : name, function: id });
  }
  const { start, end } = node;
  const value: Expr = { kind: 'function', start, end, scope: place.scope, function: id };
  bind(lowering, place, name, { value, at: nameNode?.start ?? start });
  for (const child of node.children) {
    if (child.type === 'block') lowering.statement(bodyPlace, child);
    else if (child.type === 'type_parameter') lowering.expression(place, child);
  }
}

/** `lambda a, b: body`. */
export function lowerLambda(lowering: Lowering, place: Place, node: Syntax): Expr {
  const { start, end } = node;
  const { id, inner } = openFunction(lowering, place, node, { name: undefined, decorators: [] });
  const parameters = childOf(node, 'lambda_parameters');
  const signature = { outer: place, inner, id, owner: undefined, member: undefined };
  const bodyPlace = lowerSignature(lowering, signature, parameters);
  for (const child of node.children) {
    if (child !== parameters) lowering.functions[id]?.returns.push(lowering.expression(bodyPlace, child));
  }
  return { kind: 'function', start, end, scope: place.scope, function: id };
}

function openFunction(
  lowering: Lowering,
  place: Place,
  node: Syntax,
  { name, decorators }: Pick<FunctionIr, 'name' | 'decorators'>,
): { readonly id: FunctionId; readonly inner: Place } {
  const id = lowering.functions.length;
  const scope = openScope(lowering, {
    parent: lookupScope(lowering, place.scope),
    kind: 'function',
    function: id,
  });
  const opened: OpenFunction = {
    name,
    extent: { start: node.start, end: node.end },
    scope,
    declaredIn: place.scope,
    parameters: [],
    returns: [],
    yields: [],
    decorators,
    ...(place.function === undefined ? {} : { parent: place.function }),
  };
  lowering.functions.push(opened);
  return { id, inner: { ...place, scope, function: id, branch: [], classBody: undefined, typeOnly: false } };
}

interface Signature {
  readonly outer: Place;
  readonly inner: Place;
  readonly id: FunctionId;
  readonly owner: ClassId | undefined;
  readonly member: FunctionIr['member'];
}

/** Binds the parameters; gives the place of the body, in which `self` or `cls` means the class's. */
function lowerSignature(lowering: Lowering, signature: Signature, node: Syntax | undefined): Place {
  const { outer, inner, id, owner, member } = signature;
  const written = node?.children ?? [];
  const first = written[0];
  const isMethod = owner !== undefined && member !== 'static' && isPlainParameter(first);
  const ownReceiver = isMethod ? receiverOf(lowering, owner, member, first) : undefined;
  if (ownReceiver !== undefined && first !== undefined) bindReceiver(lowering, inner, first, ownReceiver);
  const parameters = lowerParameters(lowering, { outer, inner, id }, isMethod ? written.slice(1) : written);
  const opened = lowering.functions[id];
  if (opened !== undefined) opened.parameters = parameters;
  if (ownReceiver !== undefined) return { ...inner, receiver: ownReceiver };
  return { ...inner, receiver: unlessShadowed(inner.receiver, parameters) };
}

function isPlainParameter(node: Syntax | undefined): node is Syntax {
  return node?.type === 'identifier' || node?.type === 'typed_parameter';
}

function receiverOf(
  lowering: Lowering,
  owner: ClassId,
  member: FunctionIr['member'],
  first: Syntax,
): Receiver {
  const nameNode = first.type === 'identifier' ? first : first.children[0];
  const name = nameNode === undefined ? undefined : textOf(lowering, nameNode);
  return { name, kind: member === 'class-method' ? 'class' : 'this', class: owner };
}

function bindReceiver(lowering: Lowering, inner: Place, first: Syntax, receiver: Receiver): void {
  const { start, end } = first;
  const value: Expr = { kind: receiver.kind, start, end, scope: inner.scope, class: receiver.class };
  bind(lowering, inner, receiver.name ?? '', { value, at: start });
  for (const annotation of first.children.slice(1)) lowering.expression(inner, annotation);
}

/** A nested function sees the method's `self` unless a parameter of its own has that name. */
function unlessShadowed(
  receiver: Receiver | undefined,
  parameters: FunctionIr['parameters'],
): Receiver | undefined {
  const shadowed = receiver !== undefined && parameters.some(({ name }) => name === receiver.name);
  return shadowed ? { ...receiver, name: undefined } : receiver;
}

const IMPLICIT_CLASS_METHODS: ReadonlySet<string> = new Set([
  '__new__',
  '__init_subclass__',
  '__class_getitem__',
]);
const GETTERS: ReadonlySet<string> = new Set(['property', 'cached_property', 'getter', 'abstractproperty']);

function memberKind(name: string, decorators: readonly Expr[]): NonNullable<FunctionIr['member']> {
  if (name === '__init__') return 'constructor';
  const names = decorators.map(lastName);
  if (names.includes('staticmethod')) return 'static';
  if (names.includes('classmethod') || IMPLICIT_CLASS_METHODS.has(name)) return 'class-method';
  if (names.some((decorator) => decorator !== undefined && GETTERS.has(decorator))) return 'getter';
  return names.includes('setter') || names.includes('deleter') ? 'setter' : 'method';
}

/** `functools.cached_property` -> `cached_property`. */
function lastName(expr: Expr): string | undefined {
  if (expr.kind === 'name') return expr.name;
  return expr.kind === 'member' ? expr.property : undefined;
}
