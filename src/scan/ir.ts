/**
 * The small language both front-ends lower to: what can be *called*, and where each value *came from*. Nothing of the
 * syntax of TypeScript or Python remains; everything after this file is shared.
 *
 * Conventions of lowering
 * - `await`, parentheses, casts, non-null marks and `yield` results are transparent.
 * - Offsets are UTF-16 offsets into the file's text; `end` is exclusive. The span of a call is the whole call
 *   expression, from the first character of its callee to the closing parenthesis.
 * - Destructuring is lowered to members: `const { create } = client.messages` binds `create` to
 *   `member(member(client, messages), create)`; `a, b = f()` binds `item(f(), 0)` and `item(f(), 1)`.
 * - `self` (Python, first parameter of a method) and `this` are both `this`; `cls` is the class.
 * - What a front-end cannot express is `opaque`, with the expressions inside it kept, so that no call is lost.
 */
export interface ModuleIr {
  /** Path relative to the scan root, with `/`. */
  readonly file: string;
  readonly language: Language;
  /** Scope 0 is the module. */
  readonly scopes: readonly ScopeIr[];
  /** Every binding of a name, in source order. */
  readonly bindings: readonly BindingIr[];
  /** Every `object.property = value`, in source order. */
  readonly memberAssignments: readonly MemberAssignmentIr[];
  readonly functions: readonly FunctionIr[];
  readonly classes: readonly ClassIr[];
  /** Every call expression, in source order, also those inside other expressions. */
  readonly calls: readonly CallExpr[];
  readonly exports: readonly ExportIr[];
  /**
   * Python `from a import *`, in source order: a name of this module (also one it exports) that no scope binds may come
   * from one of these; the last one that has it wins. Each also stands in `exports` under `*`.
   */
  readonly starImports?: readonly ImportExpr[];
  /**
   * Python `import a.b.c` without alias binds `a` to the module `a` and loads `a.b.c`, which is then
   * `member(member(a, b), c)`. The loaded modules, with their full dotted path, in source order. TypeScript: those that
   * are imported for what they do only (`import './setup'`).
   */
  readonly loadedModules?: readonly ImportExpr[];
  /** Python: the blocks under `if __name__ == '__main__'`, which run only where the module is the program. */
  readonly mainBlocks?: readonly OpaqueExpr[];
  /** Python: each `x in xs` and `x not in xs`; what is tested comes first inside. Source order. */
  readonly memberTests?: readonly OpaqueExpr[];
  /** Comments that may hold a suppression. */
  readonly comments: readonly CommentIr[];
  /**
   * Statements' extents, in source order: a suppression on the line above covers the next statement. A compound Python
   * statement (`if`, `for`, `with`, `def`, `class`, ..) has the extent of its head, with its decorators, up to the
   * body: a suppression above a function does not silence the function.
   */
  readonly statements: readonly Extent[];
  /** True when the parser had to recover: some of the file may not be in this IR. */
  readonly partial: boolean;
}

export type Language = 'typescript' | 'python';

export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** Indexes into the arrays of the same module. */
export type ScopeId = number;
export type FunctionId = number;
export type ClassId = number;

export interface ScopeIr {
  /** `undefined` for the module scope. Python class bodies are not parents of the functions in them. */
  readonly parent: ScopeId | undefined;
  readonly kind: 'module' | 'function' | 'class' | 'block';
  /** The function whose body this is (also for block scopes inside it); `undefined` at module level. */
  readonly function: FunctionId | undefined;
}

/**
 * One assignment, declaration, parameter, import or loop variable that gives a name a value. A name that is assigned
 * twice has two bindings. `branch` lists the conditional blocks around it inside its function, outermost first, by the
 * offset at which each block starts (if/else arms, loops, try, except, match arms; not plain blocks and `with`): a
 * binding is certain at a later use when its `branch` is a prefix of the use's.
 */
export interface BindingIr {
  readonly name: string;
  /** The scope that owns the name (after hoisting and Python's `global`/`nonlocal`). */
  readonly scope: ScopeId;
  readonly value: Expr;
  /**
   * Where the name starts to have the value. Python: the end of an assignment (in `client = wrap(client)` the use comes
   * before the binding), the name itself for everything else.
   */
  readonly at: number;
  readonly branch: readonly number[];
  /** The annotation on the declaration, if any. Python `x: A` without a value binds `opaque` with this type. */
  readonly type?: TypeRef;
  /** True for type-only imports and declarations: they name a type and hold no value. */
  readonly typeOnly?: boolean;
}

export interface MemberAssignmentIr {
  readonly object: Expr;
  /** `[]` where the key is not constant: `cache[key] = value`. */
  readonly property: string;
  readonly value: Expr;
  readonly at: number;
  readonly branch: readonly number[];
  readonly type?: TypeRef;
}

export interface FunctionIr {
  readonly name: string | undefined;
  readonly extent: Extent;
  /** The scope of its parameters and body. */
  readonly scope: ScopeId;
  /** The scope in which it is written. */
  readonly declaredIn: ScopeId;
  /** Python: without the `self` or `cls` of a method, so that arguments of `object.method(..)` match by position. */
  readonly parameters: readonly ParameterIr[];
  readonly returns: readonly Expr[];
  /** Values given by `yield`; a generator used as a context manager or iterated gives these. */
  readonly yields: readonly Expr[];
  readonly returnType?: TypeRef;
  readonly decorators: readonly Expr[];
  /** The class whose member it is. */
  readonly class?: ClassId;
  readonly member?: 'constructor' | 'method' | 'static' | 'class-method' | 'getter' | 'setter';
  /** The enclosing function, for call stacks and governance. */
  readonly parent?: FunctionId;
}

export interface ParameterIr {
  /** For a destructured parameter the name is `undefined` and bindings read `member(parameter, ..)`. */
  readonly name: string | undefined;
  readonly kind: 'positional' | 'rest' | 'keyword-rest' | 'keyword-only';
  readonly type?: TypeRef;
  readonly default?: Expr;
}

export interface ClassIr {
  readonly name: string | undefined;
  readonly extent: Extent;
  readonly declaredIn: ScopeId;
  readonly bases: readonly Expr[];
  /** TypeScript: what it says it `implements`; nothing is inherited from these. */
  readonly implements?: readonly Expr[];
  /** TypeScript interfaces and object types: fields and methods tell types only. */
  readonly isInterface?: true;
  readonly decorators: readonly Expr[];
  /** Fields declared in the class body, with their initial value and annotation. Methods are in `methods`. */
  readonly fields: readonly FieldIr[];
  /**
   * Member functions by name; constructor is `constructor` in both languages (`__init__` is named so, here and as the
   * property of a member expression such as `super().__init__`; `FunctionIr.name` stays as written).
   */
  readonly methods: readonly { readonly name: string; readonly function: FunctionId }[];
}

export interface FieldIr {
  readonly name: string;
  readonly value?: Expr;
  readonly type?: TypeRef;
  readonly static?: boolean;
  readonly at: number;
}

/**
 * What an importer gets under `name`: `default`, a name, or `*` for everything of another module. CommonJS
 * `module.exports = value` and `export = value` export `export=`, which is what an import without name (`require`,
 * `import * as`) gets, beside `default` and the entries of the value where it is written as an object. Python: one per name
 * that is bound in scope 0, also by `global`; its value is that name at the end of the file, to be looked up in the
 * bindings.
 */
export interface ExportIr {
  readonly name: string;
  readonly value: Expr;
  readonly typeOnly?: boolean;
}

export interface CommentIr extends Extent {
  /** The text without the comment signs. */
  readonly text: string;
  /** True when only white space precedes it on its line. */
  readonly ownLine: boolean;
}

/**
 * An annotation: the classes a value may be an instance of. Python's awaitables, `ClassVar`, `Final`, `Annotated` are
 * transparent; iterables, generators and context managers have `items` (of mappings: the values).
 */
export interface TypeRef {
  /** `Anthropic`, `Optional[Anthropic]`, `A | B`, `Promise<A>`, `"A"` -> the named classes; `typeof x` -> `sameAs`. */
  readonly instanceOf: readonly Expr[];
  /** `type[X]`, `typeof X`: the value is the thing itself. */
  readonly sameAs?: readonly Expr[];
  /** `list[X]`, `X[]`, `Map<string, X>`: what the members are. */
  readonly items?: TypeRef;
}

interface Node extends Extent {
  readonly scope: ScopeId;
}

export type Expr =
  | NameExpr
  | MemberExpr
  | ItemExpr
  | CallExpr
  | StringExpr
  | ConstantExpr
  | ObjectExpr
  | ListExpr
  | FunctionExpr
  | ClassExpr
  | ImportExpr
  | ChoiceExpr
  | ThisExpr
  | SuperExpr
  | ParameterExpr
  | EnterExpr
  | OpaqueExpr;

export interface NameExpr extends Node {
  readonly kind: 'name';
  readonly name: string;
  readonly branch: readonly number[];
}

/** `object.property`; also `object["property"]` with a constant key. */
export interface MemberExpr extends Node {
  readonly kind: 'member';
  readonly object: Expr;
  readonly property: string;
}

/**
 * `object[i]`, an element while iterating (`index` undefined), a part of a tuple. Python writes generic classes so too:
 * `Agent[Deps, Output](..)` calls an item without index of `Agent`.
 */
export interface ItemExpr extends Node {
  readonly kind: 'item';
  readonly object: Expr;
  readonly index?: number;
}

export interface CallExpr extends Node {
  readonly kind: 'call';
  readonly callee: Expr;
  readonly arguments: readonly ArgumentIr[];
  readonly isNew: boolean;
  /** The function in whose body the call stands; `undefined` at module level. */
  readonly function: FunctionId | undefined;
  readonly branch: readonly number[];
}

/** A positional argument has neither `name` nor `spread`; `name` is set for Python keyword arguments. */
export interface ArgumentIr {
  readonly value: Expr;
  readonly name?: string;
  /** `...xs`, `*xs` -> `list`; `**kwargs` -> `map`. */
  readonly spread?: 'list' | 'map';
}

/** A string whose parts are constant texts or expressions: literals, templates, f-strings, `+` and `%` joins. */
export interface StringExpr extends Node {
  readonly kind: 'string';
  readonly parts: readonly (string | Expr)[];
}

/** A number, boolean, null: a value that is never a client. */
export interface ConstantExpr extends Node {
  readonly kind: 'constant';
  readonly value: number | boolean | null;
}

export interface ObjectExpr extends Node {
  readonly kind: 'object';
  readonly entries: readonly { readonly key: string | undefined; readonly value: Expr }[];
  readonly spreads: readonly Expr[];
}

/** Lists, tuples, sets. A spread is an item without index; a comprehension is a list of its one body. */
export interface ListExpr extends Node {
  readonly kind: 'list';
  readonly items: readonly Expr[];
}

export interface FunctionExpr extends Node {
  readonly kind: 'function';
  readonly function: FunctionId;
}

export interface ClassExpr extends Node {
  readonly kind: 'class';
  readonly class: ClassId;
}

/**
 * A module (`name` absent) or one of its exports. TypeScript: `specifier` as written, `name` `default` for default
 * imports. Python: dotted path with leading dots for relative imports; `from a import b` has specifier `a`, name `b`.
 */
export interface ImportExpr extends Node {
  readonly kind: 'import';
  readonly specifier: string;
  readonly name?: string;
  readonly typeOnly?: boolean;
}

/** One of several: `a ?? b`, `a || b`, `c ? a : b`, `a or b`. */
export interface ChoiceExpr extends Node {
  readonly kind: 'choice';
  readonly options: readonly Expr[];
}

/** `this`, `self`: an instance of the class. */
export interface ThisExpr extends Node {
  readonly kind: 'this';
  readonly class: ClassId;
}

/** `super`, `super()`. */
export interface SuperExpr extends Node {
  readonly kind: 'super';
  readonly class: ClassId;
}

/** The value of a parameter inside its function. */
export interface ParameterExpr extends Node {
  readonly kind: 'parameter';
  readonly function: FunctionId;
  readonly index: number;
}

/** What `with value as x` gives `x`. */
export interface EnterExpr extends Node {
  readonly kind: 'enter';
  readonly value: Expr;
}

/**
 * Any other expression; the ones inside it are kept. INVARIANT: of expressions nested deeper than any person writes the
 * inner part is left out (its calls are still in `ModuleIr.calls`), so that walking an expression needs little stack.
 */
export interface OpaqueExpr extends Node {
  readonly kind: 'opaque';
  readonly inside: readonly Expr[];
  /** Of a binary operation between `inside`, where it may matter: `|` (`prompt | model`), `+` between unknowns. */
  readonly operator?: string;
}

/** What a language front-end offers. It never throws on any text. */
export interface FrontEnd {
  readonly language: Language;
  /** File extensions with the dot. */
  readonly extensions: readonly string[];
  lower(file: string, text: string): ModuleIr | { readonly unreadable: string };
}
