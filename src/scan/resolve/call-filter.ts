import { parsePath } from '../catalog/path.ts';
import type { BindingIr, Expr, ImportExpr } from '../ir.ts';
import { GLOBALS, rootPath, stepPath, type CallSite } from './access-path.ts';
import type { ClassRef } from './classes.ts';
import type { Evaluation } from './evaluation.ts';
import type { PathMeaning } from './meaning.ts';
import type { ModuleIndex } from './module-index.ts';
import type { PathRow } from './path-matcher.ts';
import type { ProjectIndex } from './project-index.ts';
import type { Located } from './value.ts';

/**
 * Whether a call can be an AI call at all, by the last name of its callee alone: most calls of a program end in a name
 * that no path ends in and under which nothing that could be run was ever stored, so that there is nothing to resolve.
 */
export function createCallFilter(
  rows: readonly PathRow<PathMeaning>[],
  evaluation: Evaluation,
): (site: CallSite) => boolean {
  const { paths, project } = evaluation;
  const { made, stored } = namesIn(project);
  const names = new Map(['call', 'apply', ...rows.flatMap(endings), ...made].map((name) => [name, true]));
  const answers = new Map<ModuleIndex, Map<string, boolean>>();
  const foreign = new Map<ModuleIndex, Map<string, boolean>>();

  /** A name by which something is called that is held somewhere. */
  function mayHoldSink(name: string): boolean {
    let answer = names.get(name);
    if (answer === undefined) {
      const places = stored.get(name) ?? [];
      answer = places.length > MOST_PLACES || places.some((place) => holdsSink(evaluation, name, place));
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
    const bindings = [...(module.bindingsNamed(name)?.values() ?? [])].flat();
    const holding = bindings.filter(({ typeOnly }) => typeOnly !== true);
    if (holding.length > 0) return holding.some((binding) => mayBindSink(module, binding));
    return (module.ir.starImports ?? []).length > 0 || isSink(module, GLOBALS, name);
  }

  function mayBindSink(module: ModuleIndex, { value, type }: BindingIr): boolean {
    if (type !== undefined) return true;
    switch (value.kind) {
      case 'function':
        return isMade(module.ir.functions[value.function]);
      case 'class':
        return false;
      case 'import':
        return mayImportSink(module, value);
      default:
        return mayBeCalled(value);
    }
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

function runsSomething(payload: PathMeaning): boolean {
  return (
    payload.kind === 'sink' ||
    payload.kind === 'request' ||
    (payload.kind === 'form' && payload.form.name === 'invoke')
  );
}

/** Where a name holds something: an expression, or the member of that name of a class. */
type Holder = Located | ClassRef;

/** What is held in more places is not asked for: some of them will do. */
const MOST_PLACES = 24;

interface HeldNames {
  /** Names of getters, decorated functions and annotated variables: a call of one may run anything. */
  readonly made: ReadonlySet<string>;
  /** Names of fields, entries and renamed exports, with the first places where they hold something. */
  readonly stored: ReadonlyMap<string, readonly Holder[]>;
}

function namesIn({ modules }: ProjectIndex): HeldNames {
  const made = new Set<string>();
  const stored = new Map<string, Holder[]>();
  const store = (name: string, holder: Holder): void => {
    const places = stored.get(name);
    if (places === undefined) stored.set(name, [holder]);
    else if (places.length <= MOST_PLACES) places.push(holder);
  };
  const storeEntries = (module: ModuleIndex, expr: Expr): void => {
    if (expr.kind !== 'object') return;
    for (const { key, value } of expr.entries) {
      if (key !== undefined && mayBeCalled(value)) store(key, { module, expr: value });
      storeEntries(module, value);
    }
  };
  for (const module of modules) {
    const { ir } = module;
    ir.classes.forEach(({ fields, methods }, id) => {
      for (const { name } of fields) store(name, { module, id });
      for (const method of methods) if (isMade(ir.functions[method.function])) made.add(method.name);
    });
    for (const { name, member, decorators, returns } of ir.functions) {
      if (name !== undefined && (member === 'getter' || decorators.length > 0)) made.add(name);
      for (const value of returns) storeEntries(module, value);
    }
    for (const { object, property, value, type } of ir.memberAssignments) {
      if (type !== undefined) made.add(property);
      else if (object.kind === 'this') store(property, { module, id: object.class });
      else if (mayBeCalled(value)) store(property, { module, expr: value });
      storeEntries(module, value);
    }
    for (const { scope, name, value, type } of ir.bindings) {
      if (scope === 0 && type !== undefined) made.add(name);
      else if (scope === 0 && mayBeCalled(value) && !(value.kind === 'import' && value.name === name))
        store(name, { module, expr: value });
      storeEntries(module, value);
    }
    for (const { name, value } of ir.exports) {
      if ((value.kind === 'import' || value.kind === 'name') && value.name !== name)
        store(name, { module, expr: value });
      storeEntries(module, value);
    }
    for (const call of ir.calls) for (const { value } of call.arguments) storeEntries(module, value);
  }
  return { made, stored };
}

/** Whether what is held there comes from a package, or from a class whose instances can be called. */
function holdsSink(evaluation: Evaluation, name: string, holder: Holder): boolean {
  const { module } = holder;
  const held =
    'expr' in holder
      ? evaluation.evaluate(module, holder.expr)
      : evaluation.memberOf(module, { thing: { ...holder, kind: 'instance' }, trail: undefined }, name);
  return held.some(({ thing: { kind } }) => kind === 'external' || kind === 'instance' || kind === 'partial');
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
