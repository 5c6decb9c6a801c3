import type { CallExpr, Expr, MemberAssignmentIr } from '../ir.ts';
import type { CallSite } from './access-path.ts';
import { createImportGraph, type ImportGraph } from './import-graph.ts';
import { indexModule, type ModuleIndex } from './module-index.ts';
import type { Project } from './sink.ts';

/** The project with the tables that cross files. */
export interface ProjectIndex {
  readonly modules: readonly ModuleIndex[];
  readonly imports: ImportGraph;
  readonly mayNameAegis: boolean;
  module(file: string): ModuleIndex | undefined;
  locate(from: ModuleIndex, specifier: string): ModuleIndex | undefined;
  /** Calls whose callee ends in this name, anywhere in the project. */
  callsNamed(name: string): readonly CallSite[];
  /** `super(..)` in a class with a base of this name, `cls(..)` in the class of this name. */
  callsThroughClass(name: string): readonly CallSite[];
  /** Calls that are given something of this name as an argument. */
  callsGiven(name: string): readonly CallSite[];
  /** Other names that `name` goes by after renaming imports and assignments. */
  aliasesOf(name: string): ReadonlySet<string>;
  /** `object.property = value` where the object is not `this`. */
  assignmentsTo(property: string): readonly LocatedAssignment[];
  /** The classes written with a base of this name. */
  classesWithBase(name: string): readonly { readonly module: ModuleIndex; readonly id: number }[];
}

export interface LocatedAssignment {
  readonly module: ModuleIndex;
  readonly assignment: MemberAssignmentIr;
}

/** The last name of a callee: `create` for `client.messages.create`. */
export function lastName(expr: Expr): string | undefined {
  switch (expr.kind) {
    case 'name':
      return expr.name;
    case 'member':
      return expr.property;
    default:
      return undefined;
  }
}

const NO_NAMES: ReadonlySet<string> = new Set();

export function indexProject(project: Project): ProjectIndex {
  const modules = project.modules.map(indexModule);
  const byFile = new Map(modules.map((module) => [module.file, module]));
  const named = new Map<string, CallSite[]>();
  const given = new Map<string, CallSite[]>();
  const throughClass = new Map<string, CallSite[]>();
  const aliases = new Map<string, Set<string>>();
  const assignments = new Map<string, LocatedAssignment[]>();
  const based = new Map<string, { module: ModuleIndex; id: number }[]>();
  const located = modules.map(() => new Map<string, ModuleIndex | undefined>());

  for (const module of modules) {
    indexCalls(module);
    indexNames(module);
  }

  function indexCalls(module: ModuleIndex): void {
    for (const call of module.ir.calls) indexCall(module, call);
  }

  function indexNames(module: ModuleIndex): void {
    for (const { name, value } of module.ir.bindings) addAlias(value, name);
    for (const assignment of module.ir.memberAssignments) {
      addAlias(assignment.value, assignment.property);
      if (assignment.object.kind !== 'this') add(assignments, assignment.property, { module, assignment });
    }
    module.ir.classes.forEach(({ bases }, id) => {
      for (const base of bases) add(based, lastName(base), { module, id });
    });
  }

  function indexCall(module: ModuleIndex, call: CallExpr): void {
    const site = { module, call };
    const { callee } = call;
    if (callee.kind !== 'name')
      for (const name of classesBehind(module, callee)) add(throughClass, name, site);
    add(named, lastName(call.callee), site);
    for (const { value } of call.arguments) {
      const name = lastName(value);
      // Each call once, also where it is given the same thing twice.
      if (name !== undefined && given.get(name)?.at(-1) !== site) add(given, name, site);
    }
  }

  function addAlias(value: Expr, name: string): void {
    const original = value.kind === 'import' ? value.name : lastName(value);
    if (original === undefined || original === name) return;
    const known = aliases.get(original);
    if (known === undefined) aliases.set(original, new Set([name]));
    else known.add(name);
  }

  function locate(from: ModuleIndex, specifier: string): ModuleIndex | undefined {
    const known = located[from.number];
    if (known?.has(specifier) === true) return known.get(specifier);
    const file = project.locate(from.file, specifier);
    const target = file === undefined ? undefined : byFile.get(file);
    known?.set(specifier, target);
    return target;
  }

  return {
    modules,
    module: (file) => byFile.get(file),
    locate,
    imports: createImportGraph(modules, locate),
    mayNameAegis: project.mayNameAegis !== false,
    callsNamed: (name) => named.get(name) ?? [],
    callsThroughClass: (name) => throughClass.get(name) ?? [],
    callsGiven: (name) => given.get(name) ?? [],
    aliasesOf: (name) => aliases.get(name) ?? NO_NAMES,
    assignmentsTo: (property) => assignments.get(property) ?? [],
    classesWithBase: (name) => based.get(name) ?? [],
  };
}

function classesBehind({ ir }: ModuleIndex, callee: Expr): readonly (string | undefined)[] {
  const through = callee.kind === 'member' && callee.property === 'constructor' ? callee.object : callee;
  if (through.kind !== 'super' && through.kind !== 'class') return [];
  const owner = ir.classes[through.class];
  return [owner?.name, ...(owner?.bases ?? []).map(lastName)];
}

function add<T>(groups: Map<string, T[]>, key: string | undefined, item: T): void {
  if (key === undefined) return;
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}
