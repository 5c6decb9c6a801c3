import { parsePath } from '../catalog/path.ts';
import type { BindingIr, Expr, FunctionId, ImportExpr, Language, TypeRef } from '../ir.ts';
import { GLOBALS, rootPath, stepPath, type CallSite } from './access-path.ts';
import { externalBases, type ClassRef } from './classes.ts';
import { hasShape, type Shapes } from './distinctive.ts';
import type { Evaluation } from './evaluation.ts';
import { valuesOfFunction } from './functions.ts';
import type { PathMeaning } from './meaning.ts';
import type { ModuleIndex } from './module-index.ts';
import { evaluateBinding } from './names.ts';
import type { PathRow } from './path-matcher.ts';
import type { ProjectIndex } from './project-index.ts';
import { rowsInUse } from './rows-in-use.ts';
import type { Located, Thing, Values } from './value.ts';

/**
 * Whether a call can be an AI call at all, by the last name of its callee: most calls of a program end in a name that no
 * path of a package in use ends in and under which nothing that could be run was ever stored, so that there is nothing to
 * resolve.
 */
export function createCallFilter(
  rows: readonly PathRow<PathMeaning>[],
  shapes: Shapes,
  evaluation: Evaluation,
): (site: CallSite) => boolean {
  const filters = new Map<Language, (site: CallSite) => boolean>();
  return (site) => {
    const { language } = site.module.ir;
    let filter = filters.get(language);
    if (filter === undefined) filters.set(language, (filter = createFilterOf(language, rows, evaluation)));
    return filter(site) || hasShape(shapes, site);
  };
}

function createFilterOf(
  language: Language,
  rows: readonly PathRow<PathMeaning>[],
  evaluation: Evaluation,
): (site: CallSite) => boolean {
  const { paths, project } = evaluation;
  const ours = rowsInUse(evaluation, language, rows);
  // Then nothing that is held or handed on is one either.
  if (!ours.some(({ paths: known }) => known.some(({ payload }) => isCall(payload)))) return () => false;
  const names = new Map(['call', 'apply', ...ours.flatMap(endings)].map((name) => [name, true]));
  const held = heldNames(project, language);
  const answers = new Map<ModuleIndex, Map<string, boolean>>();
  const foreign = new Map<ModuleIndex, Map<string, boolean>>();

  /** A name by which something is called that is held somewhere. */
  function mayHoldSink(name: string): boolean {
    let answer = names.get(name);
    if (answer === undefined) {
      const places = held.get(name) ?? [];
      // Where fewer calls than places have the name, it is cheaper to ask the calls.
      answer =
        places.length > Math.min(MOST_PLACES, project.callsNamed(name).length) ||
        places.some((place) => holdsSink(evaluation, name, place));
      names.set(name, answer);
    }
    return answer;
  }

  function mayRun(module: ModuleIndex, name: string): boolean {
    let known = answers.get(module);
    if (known === undefined) answers.set(module, (known = new Map<string, boolean>()));
    let answer = known.get(name);
    if (answer === undefined) known.set(name, (answer = mayNameSink(module, name)));
    return answer;
  }

  /** A bare name, wherever the module binds it. */
  function mayNameSink(module: ModuleIndex, name: string): boolean {
    let isHeld = false;
    for (const bindings of module.bindingsNamed(name)?.values() ?? [])
      for (const binding of bindings) {
        if (binding.typeOnly === true) continue;
        if (mayBindSink(module, binding)) return true;
        isHeld = true;
      }
    return !isHeld && ((module.ir.starImports ?? []).length > 0 || isSink(module, GLOBALS, name));
  }

  function mayBindSink(module: ModuleIndex, binding: BindingIr): boolean {
    const { value, type } = binding;
    if (type === undefined && !mayBeRun(module, value)) return false;
    const values =
      type === undefined ? evaluation.evaluate(module, value) : evaluateBinding(evaluation, module, binding);
    return values.some(({ thing }) => mayRunSomething(evaluation, thing));
  }

  /** Told by how the value is written. */
  function mayBeRun(module: ModuleIndex, value: Expr): boolean {
    if (value.kind === 'function') return isMade(module.ir.functions[value.function]);
    return value.kind === 'import' ? mayImportSink(module, value) : mayBeCalled(value);
  }

  function mayImportSink(module: ModuleIndex, { specifier, name }: ImportExpr): boolean {
    const isOwn = specifier.startsWith('.') || project.locate(module, specifier) !== undefined;
    if (!isOwn) return isSink(module, specifier, name);
    return name === undefined || name === 'default' || mayHoldSink(name);
  }

  function isSink({ ir }: ModuleIndex, specifier: string, name: string | undefined): boolean {
    const root = rootPath(ir.language, specifier);
    const path = name === undefined ? root : stepPath(root, { kind: 'member', name });
    return path !== undefined && paths.payloads(path).some(runsSomething);
  }

  /**
   * Certainly something of a package that no row knows: `z.string().min(1)`. What is given a client may give it back.
   */
  function isForeign(module: ModuleIndex, expr: Expr): boolean {
    switch (expr.kind) {
      case 'name':
        return isForeignName(module, expr.name);
      case 'member':
        return isForeign(module, expr.object);
      case 'call': {
        const { callee, arguments: given } = expr;
        const isHandedOn = callee.kind === 'member' && HANDS_ON.has(callee.property);
        return !isHandedOn && given.every(({ value }) => isNoClient(value)) && isForeign(module, callee);
      }
      default:
        return false;
    }
  }

  function isForeignName(module: ModuleIndex, name: string): boolean {
    let known = foreign.get(module);
    if (known === undefined) foreign.set(module, (known = new Map<string, boolean>()));
    let answer = known.get(name);
    if (answer === undefined) {
      const bindings = [...(module.bindingsNamed(name)?.values() ?? [])].flat();
      answer = bindings.length > 0 && bindings.every((binding) => bindsForeign(module, binding));
      known.set(name, answer);
    }
    return answer;
  }

  function bindsForeign(module: ModuleIndex, { value, type, typeOnly }: BindingIr): boolean {
    if (type !== undefined || typeOnly === true || value.kind !== 'import') return false;
    const { specifier, name } = value;
    const isPython = module.ir.language === 'python';
    // A Python package may lie half in the project.
    if (specifier.startsWith('.') || (isPython && name === undefined)) return false;
    if (project.locate(module, specifier) !== undefined) return false;
    if (isPython && project.locate(module, `${specifier}.${name ?? ''}`) !== undefined) return false;
    const root = rootPath(module.ir.language, specifier);
    const path = name === undefined ? root : stepPath(root, { kind: 'member', name });
    return path === undefined || !paths.leadsAnywhere(path);
  }

  return ({ module, call: { callee } }) => {
    if (callee.kind === 'name') return mayRun(module, callee.name);
    if (callee.kind !== 'member') return true;
    return mayHoldSink(callee.property) && !isForeign(module, callee.object);
  };
}

/** Methods that every promise, function or context manager has, and that give what their argument or receiver gives. */
const HANDS_ON = new Set([
  ...['then', 'catch', 'finally', 'bind', 'call', 'apply'],
  ...['__aenter__', '__enter__', 'enter_async_context', 'enter_context'],
]);

function isNoClient({ kind }: Expr): boolean {
  return kind !== 'name' && kind !== 'call' && kind !== 'member';
}

function endings({ paths }: PathRow<PathMeaning>): readonly string[] {
  return paths.flatMap(({ path, payload }) => {
    const parsed = parsePath(path);
    if (!runsSomething(payload) || !parsed.ok) return [];
    const last = parsed.value.steps.at(-1);
    if (last === undefined) return [parsed.value.head.name];
    return last.kind === 'member' ? [last.name] : [];
  });
}

/** An AI call, or a request that may be one by its address. */
function isCall({ kind }: PathMeaning): boolean {
  return kind === 'sink' || kind === 'request';
}

function runsSomething(payload: PathMeaning): boolean {
  return isCall(payload) || (payload.kind === 'form' && payload.form.name === 'invoke');
}

/** Where a name holds something. */
type Holder =
  | Located
  /** The member of that name of a class. */
  | ClassRef
  /** What a decorator makes of a function, or what a getter gives. */
  | { readonly module: ModuleIndex; readonly made: FunctionId }
  | { readonly module: ModuleIndex; readonly binding: BindingIr }
  | { readonly module: ModuleIndex; readonly type: TypeRef };

/** What is held in more places is not asked for: some of them will do. */
const MOST_PLACES = 24;

/**
 * Names of fields, entries, getters, decorated functions, annotated variables and renamed exports by which something is
 * called, with the first places where they hold something.
 */
function heldNames(project: ProjectIndex, language: Language): ReadonlyMap<string, readonly Holder[]> {
  const held = new Map<string, Holder[]>();
  const store: Store = (name, holder) => {
    const places = held.get(name);
    if (places !== undefined) {
      if (places.length <= MOST_PLACES) places.push(holder);
    } else if (project.callsNamed(name).length + project.aliasesOf(name).size > 0) held.set(name, [holder]);
  };
  for (const module of project.modules) {
    if (module.ir.language !== language) continue;
    storeMembers(store, module);
    storeFunctions(store, module);
    storeAssigned(store, module);
    storeBound(store, module);
    storeExported(store, module);
    storeGiven(store, module);
  }
  return held;
}

type Store = (name: string, holder: Holder) => void;

function storeMembers(store: Store, module: ModuleIndex): void {
  const { classes, functions } = module.ir;
  classes.forEach(({ fields, methods }, id) => {
    for (const { name } of fields) store(name, { module, id });
    for (const method of methods)
      if (isMade(functions[method.function])) store(method.name, { module, made: method.function });
  });
}

function storeFunctions(store: Store, module: ModuleIndex): void {
  module.ir.functions.forEach((made, id) => {
    if (made.name !== undefined && isMade(made)) store(made.name, { module, made: id });
    for (const value of made.returns) storeEntries(store, module, value);
  });
}

function storeAssigned(store: Store, module: ModuleIndex): void {
  for (const { object, property, value, type } of module.ir.memberAssignments) {
    if (type !== undefined) store(property, { module, type });
    if (object.kind === 'this') store(property, { module, id: object.class });
    else if (mayBeCalled(value)) store(property, { module, expr: value });
    storeEntries(store, module, value);
  }
}

function storeBound(store: Store, module: ModuleIndex): void {
  for (const binding of module.ir.bindings) {
    const { scope, name, value, type } = binding;
    if (scope === 0 && type !== undefined) store(name, { module, binding });
    else if (scope === 0 && mayBeCalled(value) && !(value.kind === 'import' && value.name === name))
      store(name, { module, expr: value });
    storeEntries(store, module, value);
  }
}

function storeExported(store: Store, module: ModuleIndex): void {
  for (const { name, value } of module.ir.exports) {
    if ((value.kind === 'import' || value.kind === 'name') && value.name !== name)
      store(name, { module, expr: value });
    storeEntries(store, module, value);
  }
}

function storeGiven(store: Store, module: ModuleIndex): void {
  for (const call of module.ir.calls)
    for (const { value } of call.arguments) storeEntries(store, module, value);
}

function storeEntries(store: Store, module: ModuleIndex, expr: Expr): void {
  if (expr.kind !== 'object') return;
  for (const { key, value } of expr.entries) {
    if (key !== undefined && mayBeCalled(value)) store(key, { module, expr: value });
    storeEntries(store, module, value);
  }
}

function holdsSink(evaluation: Evaluation, name: string, holder: Holder): boolean {
  return valuesHeld(evaluation, name, holder).some(({ thing }) => mayRunSomething(evaluation, thing));
}

function valuesHeld(evaluation: Evaluation, name: string, holder: Holder): Values {
  const { module } = holder;
  if ('expr' in holder) return evaluation.evaluate(module, holder.expr);
  if ('made' in holder) return valuesOfFunction(evaluation, module, holder.made);
  if ('binding' in holder) return evaluateBinding(evaluation, module, holder.binding);
  if ('type' in holder) return evaluation.annotated(module, holder.type);
  return evaluation.memberOf(module, { thing: { ...holder, kind: 'instance' }, trail: undefined }, name);
}

/** Whether a call of it can be one that some path means. */
function mayRunSomething(evaluation: Evaluation, thing: Thing): boolean {
  const { paths } = evaluation;
  switch (thing.kind) {
    case 'external':
      return paths.payloads(thing.path).some(runsSomething);
    case 'instance':
      return externalBases(evaluation, thing).some((path) => paths.payloads(path).some(runsSomething));
    case 'partial':
      return mayRunSomething(evaluation, thing.callee.thing);
    default:
      return false;
  }
}

function isMade(ir: ModuleIndex['ir']['functions'][number] | undefined): boolean {
  return ir !== undefined && (ir.member === 'getter' || ir.decorators.length > 0);
}

/** Functions and classes are the project's own; the others are no functions at all. */
function mayBeCalled({ kind }: Expr): boolean {
  return (
    kind !== 'function' &&
    kind !== 'class' &&
    kind !== 'constant' &&
    kind !== 'string' &&
    kind !== 'list' &&
    kind !== 'object'
  );
}
