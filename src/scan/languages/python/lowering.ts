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
  OpaqueExpr,
  ScopeId,
  ScopeIr,
  TypeRef,
} from '../../ir.ts';
import type { Syntax } from './syntax.ts';

/** Where in the program something stands. */
export interface Place {
  readonly scope: ScopeId;
  readonly function: FunctionId | undefined;
  readonly branch: readonly number[];
  /** Set directly inside a class body: its definitions are members. */
  readonly classBody: ClassId | undefined;
  /** What `self` or `cls` of the surrounding method is called and which class it belongs to. */
  readonly receiver: Receiver | undefined;
  /** True under `if TYPE_CHECKING:`. */
  readonly typeOnly: boolean;
}

export interface Receiver {
  readonly name: string | undefined;
  readonly kind: 'this' | 'class';
  readonly class: ClassId;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A function whose body is still being read. */
export interface OpenFunction extends Mutable<FunctionIr> {
  readonly returns: Expr[];
  readonly yields: Expr[];
}

export interface OpenClass extends Mutable<ClassIr> {
  readonly fields: FieldIr[];
  readonly methods: { readonly name: string; readonly function: FunctionId }[];
}

/**
 * The module that is being lowered: what has been found so far, and the ways down into each kind of syntax. The parts
 * of this room reach each other through it.
 */
export interface Lowering {
  readonly text: string;
  readonly scopes: ScopeIr[];
  readonly bindings: BindingIr[];
  readonly memberAssignments: MemberAssignmentIr[];
  readonly functions: OpenFunction[];
  readonly classes: OpenClass[];
  readonly calls: CallExpr[];
  readonly exports: ExportIr[];
  readonly starImports: ImportExpr[];
  readonly loadedModules: ImportExpr[];
  readonly mainBlocks: OpaqueExpr[];
  readonly memberTests: OpaqueExpr[];
  readonly statements: Extent[];
  /** Per scope: the names bound in it so far. */
  readonly namesByScope: (Set<string> | undefined)[];
  /** Per scope: names declared `global` or `nonlocal` there, with the scope that owns them. */
  readonly foreignNames: Map<ScopeId, Map<string, ScopeId>>;
  /** How many expressions are open around the current one; see `expressions.ts`. */
  depth: number;
  /** True inside a string annotation: what stands there is not run, so its calls are no calls. */
  quoted: boolean;
  readonly expression: (place: Place, node: Syntax | undefined) => Expr;
  readonly statement: (place: Place, node: Syntax) => void;
  /** The expression written in a stretch of the text, parsed on its own; offsets are those of the file. */
  readonly parseExpression: (extent: Extent) => Syntax | undefined;
}

export function textOf(lowering: Lowering, node: Extent): string {
  return lowering.text.slice(node.start, node.end);
}

/** The same place inside a block that may not run. */
export function inBranch(place: Place, blockStart: number): Place {
  return { ...place, branch: [...place.branch, blockStart] };
}

/** The scope in which functions and classes written in `scope` look up names: class bodies are no parents. */
export function lookupScope(lowering: Lowering, scope: ScopeId): ScopeId {
  let current = scope;
  for (;;) {
    const { kind, parent } = lowering.scopes[current] ?? { kind: 'module', parent: undefined };
    if (kind !== 'class' || parent === undefined) return current;
    current = parent;
  }
}

export function openScope(lowering: Lowering, scope: ScopeIr): ScopeId {
  return lowering.scopes.push(scope) - 1;
}

/** Where to look for `name` from `scope` on: past the scopes that a `global` or `nonlocal` steps over. */
export function owningScope(lowering: Lowering, scope: ScopeId, name: string): ScopeId {
  return lowering.foreignNames.get(scope)?.get(name) ?? scope;
}

export interface NewBinding {
  readonly value: Expr;
  readonly at: number;
  readonly type?: TypeRef | undefined;
}

/** Records that `name` gets a value at `place`; in a class body it becomes a field too. */
export function bind(lowering: Lowering, place: Place, name: string, { value, at, type }: NewBinding): void {
  const scope = owningScope(lowering, place.scope, name);
  (lowering.namesByScope[scope] ??= new Set()).add(name);
  lowering.bindings.push({
    name,
    scope,
    value,
    at,
    branch: place.branch,
    ...(type === undefined ? {} : { type }),
    ...(place.typeOnly ? { typeOnly: true } : {}),
  });
}

/** A loop rather than `map`: brackets in brackets recurse through here, and every frame counts. */
export function lowerAll(lowering: Lowering, place: Place, nodes: readonly Syntax[]): readonly Expr[] {
  const exprs: Expr[] = [];
  for (const node of nodes) exprs.push(lowering.expression(place, node));
  return exprs;
}

/** An expression of which nothing is known but what stands inside it. */
export function opaque(place: Place, extent: Extent, inside: readonly Expr[], operator?: string): OpaqueExpr {
  const { start, end } = extent;
  const expr = { kind: 'opaque', start, end, scope: place.scope, inside } as const;
  return operator === undefined ? expr : { ...expr, operator };
}
