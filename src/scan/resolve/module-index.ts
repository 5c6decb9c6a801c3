import type {
  BindingIr,
  CallExpr,
  ClassId,
  ExportIr,
  Expr,
  FunctionId,
  MemberAssignmentIr,
  ModuleIr,
  ScopeId,
} from '../ir.ts';
import { mayAdd } from './additions.ts';
import { holdsFrom } from './holds-from.ts';

/** A module with its tables turned so that look-ups take no search. */
export interface ModuleIndex {
  /** The place in the project's list; a short name for keys. */
  readonly number: number;
  readonly ir: ModuleIr;
  readonly file: string;
  /** Packages that `vi.mock` or `jest.mock` replaces in this file. */
  readonly mocked: ReadonlySet<string>;
  /** By the place from which on they hold. */
  bindingsOf(scope: ScopeId, name: string): readonly BindingIr[];
  /** Those of every scope that binds the name. */
  bindingsNamed(name: string): ReadonlyMap<ScopeId, readonly BindingIr[]> | undefined;
  /** `this.name = value` in the methods of the class. */
  assignmentsToThis(owner: ClassId, property: string): readonly MemberAssignmentIr[];
  exportsNamed(name: string): readonly ExportIr[];
  methodsOf(owner: ClassId, name: string): readonly FunctionId[];
  /** The calls in a function and in those written in it, in source order. */
  callsIn(id: FunctionId): readonly CallExpr[];
  /** Calls that may add something to a list, in source order. */
  readonly additions: readonly CallExpr[];
  /** The call that the function is written into. */
  callbackSite(id: FunctionId): CallbackSite | undefined;
  /** The names under which the function or class is bound in this module. */
  namesOf(kind: 'function' | 'class', id: number): readonly string[];
}

/** `items.map(item => ..)`: in the argument at `index`; `createStep({ execute: given => .. })`: in its entry `entry`. */
export interface CallbackSite {
  readonly call: CallExpr;
  readonly index: number;
  readonly entry?: string;
}

const NOTHING: readonly never[] = [];

export function indexModule(ir: ModuleIr, number: number): ModuleIndex {
  const bindings = bindingsByName(ir);
  const toThis = groupBy(
    ir.memberAssignments.filter(({ object }) => object.kind === 'this'),
    ({ object, property }) => `${object.kind === 'this' ? object.class : ''} ${property}`,
  );
  const callbacks = callbackSites(ir);
  const names = new Map<string, string[]>();
  for (const { name, value } of ir.bindings) nameThing(names, value, name);
  for (const { property, value } of ir.memberAssignments) nameThing(names, value, property);
  const methods = ir.classes.map((owner) => groupBy(owner.methods, ({ name }) => name));

  let exports: ReadonlyMap<string, readonly ExportIr[]> | undefined;
  let calls: ReadonlyMap<FunctionId, readonly CallExpr[]> | undefined;

  return {
    number,
    ir,
    file: ir.file,
    mocked: mockedPackages(ir),
    bindingsOf: (scope, name) => bindings.get(name)?.get(scope) ?? NOTHING,
    bindingsNamed: (name) => bindings.get(name),
    assignmentsToThis: (owner, property) => toThis.get(`${owner} ${property}`) ?? NOTHING,
    exportsNamed: (name) => (exports ??= groupBy(ir.exports, (entry) => entry.name)).get(name) ?? NOTHING,
    methodsOf: (owner, name) => (methods[owner]?.get(name) ?? []).map((method) => method.function),
    callsIn: (id) => (calls ??= callsByFunction(ir)).get(id) ?? NOTHING,
    additions: ir.calls.filter(mayAdd),
    callbackSite: (id) => callbacks.get(id),
    namesOf: (kind, id) => names.get(`${kind} ${id}`) ?? NOTHING,
  };
}

function callsByFunction({ calls, functions }: ModuleIr): ReadonlyMap<FunctionId, readonly CallExpr[]> {
  const within = new Map<FunctionId, CallExpr[]>();
  for (const call of calls) {
    for (let at = call.function; at !== undefined; at = functions[at]?.parent) {
      const known = within.get(at);
      if (known === undefined) within.set(at, [call]);
      else known.push(call);
    }
  }
  return within;
}

function callbackSites(ir: ModuleIr): ReadonlyMap<FunctionId, CallbackSite> {
  const callbacks = new Map<FunctionId, CallbackSite>();
  for (const call of ir.calls) {
    call.arguments.forEach(({ value }, index) => {
      if (value.kind === 'function') callbacks.set(value.function, { call, index });
      if (value.kind !== 'object') return;
      for (const { key, value: entry } of value.entries)
        if (entry.kind === 'function' && key !== undefined)
          callbacks.set(entry.function, { call, index, entry: key });
    });
  }
  return callbacks;
}

function bindingsByName({ bindings }: ModuleIr): ReadonlyMap<string, Map<ScopeId, BindingIr[]>> {
  const byName = new Map<string, Map<ScopeId, BindingIr[]>>();
  for (const binding of bindings) {
    const { name, scope } = binding;
    const scopes = byName.get(name);
    const group = scopes?.get(scope);
    if (scopes === undefined) byName.set(name, new Map([[scope, [binding]]]));
    else if (group === undefined) scopes.set(scope, [binding]);
    else group.push(binding);
  }
  for (const scopes of byName.values()) {
    for (const group of scopes.values())
      if (group.length > 1) group.sort((a, b) => holdsFrom(a) - holdsFrom(b));
  }
  return byName;
}

const MOCKING = new Set(['mock', 'doMock']);

function mockedPackages(ir: ModuleIr): ReadonlySet<string> {
  const mocked = new Set<string>();
  for (const { callee, arguments: given } of ir.calls) {
    if (callee.kind !== 'member' || !MOCKING.has(callee.property)) continue;
    if (callee.object.kind !== 'name' || !['vi', 'jest'].includes(callee.object.name)) continue;
    const first = given[0]?.value;
    const text = first?.kind === 'string' ? first.parts[0] : undefined;
    if (typeof text === 'string') mocked.add(text);
  }
  return mocked;
}

function nameThing(names: Map<string, string[]>, value: Expr, name: string): void {
  if (value.kind !== 'function' && value.kind !== 'class') return;
  const key = `${value.kind} ${value.kind === 'function' ? value.function : value.class}`;
  names.set(key, [...(names.get(key) ?? []), name]);
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
