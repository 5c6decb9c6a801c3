import { aegisName } from '../governed/aegis-name.ts';
import type { CallExpr, Expr, FunctionId, ImportExpr } from '../ir.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import type { ModuleIndex } from '../resolve/module-index.ts';
import type { GovernedMark } from '../resolve/value.ts';

/** Something that switches instrumentation on. */
export interface Switch extends GovernedMark {
  /** The packages it is for; absent: all that are covered. */
  readonly only?: readonly string[];
}

/** What happens when a module is started as a program, as far as it can be told. */
export interface Program {
  readonly entry: ModuleIndex;
  /** The modules that it loads. */
  readonly modules: ReadonlySet<ModuleIndex>;
  /** In the order in which they happen. */
  readonly switches: readonly Switch[];
  /** How many of the switches are on when a call may first be made; a call that is not here is made later than all. */
  readonly switchesBefore: ReadonlyMap<CallExpr, number>;
}

/** Beyond this many functions, what is not run yet counts as run later. */
const MAX_FUNCTIONS = 5_000;

/**
 * Walks through a program in the order of its statements: imports run modules, calls run functions of the project, each
 * once. Of branches all are walked, but only what is certain to happen switches anything on.
 */
export function walkProgram(
  evaluation: Evaluation,
  entry: ModuleIndex,
  startedWith: readonly Switch[] = [],
): Program {
  const modules = new Set<ModuleIndex>();
  const functions = new Set<string>();
  const switches = [...startedWith];
  const switchesBefore = new Map<CallExpr, number>();

  function runModule(module: ModuleIndex): void {
    if (modules.has(module)) return;
    modules.add(module);
    runBody(module, undefined, true);
  }

  function runBody(module: ModuleIndex, id: FunctionId | undefined, isCertain: boolean): void {
    for (const step of stepsOf(module, id)) {
      if (step.kind === 'import') loaded(evaluation, module, step).forEach(runModule);
      else if (!isOfOtherProgram(module, step)) runCall(module, step, isCertain && happens(module, step));
    }
  }

  function runCall(module: ModuleIndex, call: CallExpr, isCertain: boolean): void {
    const name = aegisName(evaluation, module, call.callee);
    if (name?.role === 'instruments') {
      const at = { file: module.file, start: call.start, end: call.end };
      const { only } = name;
      if (isCertain) switches.push({ by: name.name, at, ...(only === undefined ? {} : { only }) });
      return;
    }
    if (!switchesBefore.has(call)) switchesBefore.set(call, switches.length);
    for (const { thing } of evaluation.evaluate(module, call.callee)) {
      if (thing.kind === 'function') runFunction(thing.module, thing.id, isCertain);
      if (thing.kind === 'class')
        thing.module.methodsOf(thing.id, 'constructor').forEach((id) => {
          runFunction(thing.module, id, isCertain);
        });
    }
  }

  function runFunction(module: ModuleIndex, id: FunctionId, isCertain: boolean): void {
    const key = `${module.number}/${id}`;
    if (functions.has(key) || functions.size >= MAX_FUNCTIONS) return;
    functions.add(key);
    runBody(module, id, isCertain);
  }

  /** The main block of a module that is imported does not run. */
  function isOfOtherProgram(module: ModuleIndex, call: CallExpr): boolean {
    return module !== entry && mainBlockOf(module, call) !== undefined;
  }

  function happens(module: ModuleIndex, call: CallExpr): boolean {
    const block = mainBlockOf(module, call);
    return call.branch.every((at) => at === block);
  }

  runModule(entry);
  return { entry, modules, switches, switchesBefore };
}

function mainBlockOf({ ir }: ModuleIndex, { branch }: CallExpr): number | undefined {
  return (ir.mainBlocks ?? []).find(({ start }) => branch.includes(start))?.start;
}

/** The imports and calls of a body, in the order in which they happen. */
function stepsOf(module: ModuleIndex, id: FunctionId | undefined): readonly (ImportExpr | CallExpr)[] {
  const { ir } = module;
  const imports = [
    ...ir.bindings
      .filter(({ scope, typeOnly }) => typeOnly !== true && ir.scopes[scope]?.function === id)
      .flatMap(({ value }) => importIn(value)),
    ...(id === undefined
      ? [
          ...(ir.starImports ?? []),
          ...(ir.loadedModules ?? []),
          ...ir.exports.flatMap(({ value }) => importIn(value)),
        ]
      : []),
  ];
  const calls = ir.calls.filter((call) => call.function === id);
  return [...imports, ...calls].sort((a, b) => placeOf(a) - placeOf(b));
}

/** A call is made after its arguments. Imports of TypeScript come first, wherever they stand. */
function placeOf(step: ImportExpr | CallExpr): number {
  return step.kind === 'import' ? step.start : step.end;
}

function loaded(
  evaluation: Evaluation,
  module: ModuleIndex,
  { specifier, name }: ImportExpr,
): readonly ModuleIndex[] {
  const target = evaluation.project.locate(module, specifier);
  const inner =
    module.ir.language === 'python' && name !== undefined
      ? evaluation.project.locate(module, specifier.endsWith('.') ? specifier + name : `${specifier}.${name}`)
      : undefined;
  return [target, inner].filter((one) => one !== undefined);
}

function importIn(expr: Expr): readonly ImportExpr[] {
  if (expr.kind === 'import') return expr.typeOnly === true ? [] : [expr];
  return expr.kind === 'member' || expr.kind === 'item' ? importIn(expr.object) : [];
}
