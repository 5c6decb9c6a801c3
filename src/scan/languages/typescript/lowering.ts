import type {
  Expression,
  Function as FunctionSyntax,
  Statement,
  TSSignature,
  TSTupleElement,
} from 'oxc-parser';
import type {
  BindingIr,
  CallExpr,
  ClassId,
  ClassIr,
  Expr,
  ExportIr,
  Extent,
  FieldIr,
  FunctionId,
  FunctionIr,
  ImportExpr,
  MemberAssignmentIr,
  ScopeId,
  ScopeIr,
  TypeRef,
} from '../../ir.ts';

/** Where in the program something stands. */
export interface Place {
  readonly scope: ScopeId;
  /** The scope that owns what is declared with `var` here. */
  readonly hoist: ScopeId;
  readonly function: FunctionId | undefined;
  readonly branch: readonly number[];
  /** What `this` is here. */
  readonly receiver: Receiver | undefined;
}

export type Receiver =
  | { readonly kind: 'instance' | 'class'; readonly class: ClassId }
  /** In the methods of an object that is written as the value of a name. */
  | { readonly kind: 'object'; readonly name: string; readonly scope: ScopeId };

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A function whose body is still being read. */
export interface OpenFunction extends Mutable<FunctionIr> {
  readonly returns: Expr[];
  readonly yields: Expr[];
}

export interface OpenClass extends Mutable<ClassIr> {
  readonly fields: FieldIr[];
  readonly methods: { readonly name: string; readonly function: FunctionId }[];
}

export type OpenBinding = Mutable<BindingIr>;

export interface FunctionOptions {
  readonly name: string | undefined;
  /** The whole of it, for methods with their name. */
  readonly extent: Extent;
  readonly receiver: Receiver | undefined;
  readonly decorators?: readonly Expr[];
  readonly class?: ClassId;
  readonly member?: FunctionIr['member'];
}

/**
 * The module that is being lowered: what has been found so far, and the ways down into each kind of syntax. The parts
 * of this room reach each other through it.
 */
export interface Lowering {
  readonly text: string;
  /** Scripts declare functions of blocks in the surrounding function. */
  readonly isScript: boolean;
  readonly scopes: ScopeIr[];
  readonly bindings: OpenBinding[];
  /** Assignments to names, whose owner is known only after the whole file was read. */
  readonly unownedBindings: OpenBinding[];
  readonly memberAssignments: MemberAssignmentIr[];
  readonly functions: OpenFunction[];
  readonly classes: OpenClass[];
  readonly calls: CallExpr[];
  readonly exports: ExportIr[];
  readonly loadedModules: ImportExpr[];
  readonly statements: Mutable<Extent>[];
  /** Per scope: the names declared in it so far. */
  readonly namesByScope: (Set<string> | undefined)[];
  /** The statement being lowered; it ends where the first body inside it starts. */
  openStatement: Mutable<Extent> | undefined;
  /** The name that the function or class about to be lowered gets from where it stands. */
  givenName: string | undefined;
  /** The name and scope of the declaration whose value is the object about to be lowered: `this` in its methods. */
  givenObject: { readonly name: string; readonly scope: ScopeId } | undefined;
  /** The members of the namespace whose body is being lowered. */
  namespace: NamespaceEntry[] | undefined;
  /** How many expressions are open around the current one; see `expressions.ts`. */
  depth: number;
  /** The links of the chains being lowered. */
  readonly links: Expression[];
  readonly expression: (place: Place, node: Expression) => Expr;
  /** The function a function expression or method makes. */
  readonly functionValue: (place: Place, node: FunctionSyntax, options: FunctionOptions) => FunctionId;
  readonly type: (place: Place, node: TSTupleElement) => TypeRef | undefined;
  readonly typeMembers: (place: Place, owner: TypeMembers) => ClassId;
  readonly statement: (place: Place, node: Statement) => void;
}

export interface NamespaceEntry {
  readonly key: string;
  readonly value: Expr;
}

/** `interface Name { .. }` and `{ .. }` in the place of a type. */
export interface TypeMembers {
  readonly name: string | undefined;
  readonly extent: Extent;
  readonly bases: readonly Expr[];
  readonly members: readonly TSSignature[];
}

/** Lowers the value of a declaration, property or assignment; functions and classes get its name. */
export function namedValue(
  lowering: Lowering,
  place: Place,
  node: Expression,
  name: string | undefined,
): Expr {
  switch (node.type) {
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'ClassExpression':
      lowering.givenName = name;
      return lowering.expression(place, node);
    default:
      return lowering.expression(place, node);
  }
}

/** The name given by `namedValue`, for the function or class it is meant for. */
export function takeGivenName(lowering: Lowering): string | undefined {
  const name = lowering.givenName;
  lowering.givenName = undefined;
  return name;
}

/** The same place inside a block that may not run. */
export function inBranch(place: Place, blockStart: number): Place {
  return { ...place, branch: [...place.branch, blockStart] };
}

export function openScope(lowering: Lowering, scope: ScopeIr): ScopeId {
  return lowering.scopes.push(scope) - 1;
}

/** The same place in a block scope of its own. */
export function inBlockScope(lowering: Lowering, place: Place): Place {
  const scope = openScope(lowering, { parent: place.scope, kind: 'block', function: place.function });
  return { ...place, scope };
}

export interface NewBinding {
  readonly value: Expr;
  readonly at: number;
  readonly type?: TypeRef | undefined;
  readonly typeOnly?: boolean;
}

/** Declares `name` in `scope` and gives it a value. */
export function declare(
  lowering: Lowering,
  place: Place,
  scope: ScopeId,
  name: string,
  { value, at, type, typeOnly }: NewBinding,
): void {
  declareName(lowering, scope, name);
  const binding: OpenBinding = { name, scope, value, at, branch: place.branch };
  if (type !== undefined) binding.type = type;
  if (typeOnly === true) binding.typeOnly = true;
  lowering.bindings.push(binding);
}

export function declareName(lowering: Lowering, scope: ScopeId, name: string): void {
  const names = lowering.namesByScope[scope];
  if (names === undefined) lowering.namesByScope[scope] = new Set([name]);
  else names.add(name);
}

/** Gives a value to a name that is declared somewhere. */
export function assignName(
  lowering: Lowering,
  place: Place,
  name: string,
  { value, at, type }: NewBinding,
): void {
  const binding: OpenBinding = { name, scope: place.scope, value, at, branch: place.branch };
  if (type !== undefined) binding.type = type;
  lowering.bindings.push(binding);
  lowering.unownedBindings.push(binding);
}

/** Finds the owners of assigned names; what nobody declares is global, as in scope 0. */
export function settleOwners(lowering: Lowering): void {
  for (const binding of lowering.unownedBindings) {
    let scope: ScopeId | undefined = binding.scope;
    while (scope !== undefined && lowering.namesByScope[scope]?.has(binding.name) !== true) {
      scope = lowering.scopes[scope]?.parent;
    }
    binding.scope = scope ?? 0;
  }
}

/** An expression of which nothing is known but what stands inside it. */
export function opaque(
  place: Place,
  { start, end }: Extent,
  inside: readonly Expr[],
  operator?: string,
): Expr {
  return operator === undefined
    ? { kind: 'opaque', start, end, scope: place.scope, inside }
    : { kind: 'opaque', start, end, scope: place.scope, inside, operator };
}

export function nameExpr(place: Place, { start, end }: Extent, name: string): Expr {
  return { kind: 'name', start, end, scope: place.scope, name, branch: place.branch };
}

export function memberExpr(place: Place, { start, end }: Extent, object: Expr, property: string): Expr {
  return { kind: 'member', start, end, scope: place.scope, object, property };
}

/** One of several; a single one is itself. */
export function choiceOf(place: Place, { start, end }: Extent, options: readonly Expr[]): Expr {
  const [only] = options;
  return options.length === 1 && only !== undefined
    ? only
    : { kind: 'choice', start, end, scope: place.scope, options };
}

/** What `this` is; `undefined` where nobody knows. */
export function receiverExpr(place: Place, { start, end }: Extent): Expr | undefined {
  const { receiver, scope } = place;
  switch (receiver?.kind) {
    case undefined:
      return undefined;
    case 'instance':
      return { kind: 'this', start, end, scope, class: receiver.class };
    case 'class':
      return { kind: 'class', start, end, scope, class: receiver.class };
    case 'object':
      return { kind: 'name', start, end, scope: receiver.scope, name: receiver.name, branch: [] };
  }
}
