import type { ClassId, Expr, FunctionId } from '../ir.ts';
import type { AccessPath, CallSite } from './access-path.ts';
import type { ModuleIndex } from './module-index.ts';
import type { Place } from './sink.ts';

/** An expression together with the module it stands in. */
export interface Located<E extends Expr = Expr> {
  readonly module: ModuleIndex;
  readonly expr: E;
}

/** An expression still to be evaluated, or what is already known. */
export type Source = Located | { readonly values: Values };

/** What an expression may be at run time, as far as the scan needs to know. */
export interface Value {
  readonly thing: Thing;
  /** Where it came from, the nearest place first. */
  readonly trail: Trail | undefined;
  /** Set when the value went through Aegis: calls on it are decided about. */
  readonly governed?: GovernedMark;
  /** True when it came out of a foreign function that was given it, e.g. a tracing wrapper: likely the same kind. */
  readonly wrapped?: true;
}

export interface GovernedMark {
  readonly by: string;
  readonly at: Place;
}

export interface Trail {
  readonly place: Place;
  readonly rest: Trail | undefined;
}

export type Thing =
  | { readonly kind: 'external'; readonly path: AccessPath }
  | { readonly kind: 'module'; readonly file: string }
  | { readonly kind: 'function'; readonly module: ModuleIndex; readonly id: FunctionId }
  | { readonly kind: 'class'; readonly module: ModuleIndex; readonly id: ClassId }
  | {
      readonly kind: 'instance';
      readonly module: ModuleIndex;
      readonly id: ClassId;
      /** True for `super`: look-up begins at the bases. */
      readonly asSuper?: true;
    }
  | ObjectThing
  | ListThing
  /** Each part is a known text or a hole. */
  | { readonly kind: 'text'; readonly parts: readonly TextPart[] }
  | { readonly kind: 'partial'; readonly callee: Value; readonly site: CallSite }
  /** From a package that no catalogue knows: certainly none of the clients we look for. */
  | { readonly kind: 'foreign'; readonly specifier: string }
  /** The constant: an option that is switched on. Other constants have no value at all. */
  | { readonly kind: 'true' }
  | { readonly kind: 'unknown' };

export type TextPart = string | undefined;

export interface ObjectThing {
  readonly kind: 'object';
  readonly key: string;
  /** Where it is written; absent for objects that a call makes of its keyword arguments. */
  readonly module?: ModuleIndex;
  readonly entries: readonly { readonly key: string | undefined; readonly value: Source }[];
  readonly spreads: readonly Source[];
}

export interface ListThing {
  readonly kind: 'list';
  readonly key: string;
  /** Where it is written; absent for lists that an annotation, a call or a generator makes. */
  readonly module?: ModuleIndex;
  readonly items: readonly Source[];
  /** True when the items are what a generator yields: entering it as a context manager gives them too. */
  readonly generated?: true;
  /** True when an index does not say which item it is. */
  readonly unordered?: true;
}

export type Values = readonly Value[];

export const NONE: Values = [];
export const TRUE: Values = [{ thing: { kind: 'true' }, trail: undefined }];
export const UNKNOWN: Values = [{ thing: { kind: 'unknown' }, trail: undefined }];

/** More alternatives than this say nothing any more. */
const MAX_ALTERNATIVES = 16;

export function union(...sets: readonly Values[]): Values {
  const some = sets.filter((set) => set.length > 0);
  if (some.length <= 1) return some[0] ?? NONE;
  const byKey = new Map<string, Value>();
  for (const value of some.flat()) {
    const key = valueKey(value);
    if (!byKey.has(key)) byKey.set(key, value);
  }
  if (byKey.size > MAX_ALTERNATIVES) return [...[...byKey.values()].slice(0, MAX_ALTERNATIVES), ...UNKNOWN];
  return [...byKey.values()];
}

/** True when at least one alternative is something we can follow. */
export function isKnown(values: Values): boolean {
  return values.some(({ thing: { kind } }) => kind !== 'unknown' && kind !== 'foreign' && kind !== 'true');
}

export function withTrail(values: Values, place: Place): Values {
  return values.map((value) => ({ ...value, trail: { place, rest: value.trail } }));
}

function valueKey(value: Value): string {
  return `${thingKey(value.thing)}${value.governed === undefined ? '' : '!'}${value.wrapped === true ? '~' : ''}`;
}

function thingKey(thing: Thing): string {
  switch (thing.kind) {
    case 'external':
      return thing.path.key;
    case 'module':
      return `module ${thing.file}`;
    case 'function':
    case 'class':
      return `${thing.kind} ${thing.module.number}/${thing.id}`;
    case 'instance':
      return `instance ${thing.module.number}/${thing.id}${thing.asSuper === true ? '^' : ''}`;
    case 'object':
    case 'list':
      return `${thing.kind} ${thing.key}`;
    case 'text':
      return `text ${thing.parts.map((part) => (part === undefined ? '\0' : part)).join('\u0001')}`;
    case 'partial':
      return `partial ${thing.site.module.number}/${thing.site.call.start} ${valueKey(thing.callee)}`;
    case 'foreign':
      return `foreign ${thing.specifier}`;
    case 'true':
    case 'unknown':
      return thing.kind;
  }
}
