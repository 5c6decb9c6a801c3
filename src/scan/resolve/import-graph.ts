import type { Expr, ImportExpr } from '../ir.ts';
import type { ModuleIndex } from './module-index.ts';

/** Which modules import which, and what from outside. */
export interface ImportGraph {
  /** The specifiers that a module imports, as they are written. */
  specifiersOf(module: ModuleIndex): ReadonlySet<string>;
  /** The specifiers that a module, or a module that imports it, imports. */
  specifiersAround(module: ModuleIndex): ReadonlySet<string>;
  /**
   * Whether what one module defines is likely to be used in the other: by imports over a few modules, or because one
   * module imports both and can hand things from one to the other.
   */
  isNear(user: ModuleIndex, definer: ModuleIndex): boolean;
  /** The modules of the project that a module imports. */
  importsOf(module: ModuleIndex): ReadonlySet<ModuleIndex>;
}

/** Barrels of barrels of a module. */
const MAX_HOPS = 3;

export function createImportGraph(
  modules: readonly ModuleIndex[],
  locate: (from: ModuleIndex, specifier: string) => ModuleIndex | undefined,
): ImportGraph {
  const specifiers = new Map<ModuleIndex, Set<string>>();
  const imports = new Map<ModuleIndex, Set<ModuleIndex>>();
  const importers = new Map<ModuleIndex, Set<ModuleIndex>>();
  for (const module of modules) {
    const named = new Set<string>();
    for (const expr of importsIn(module))
      for (const specifier of specifiersOf(module, expr)) named.add(specifier);
    const targets = new Set<ModuleIndex>();
    for (const specifier of named) {
      const target = locate(module, specifier);
      if (target !== undefined) targets.add(target);
    }
    specifiers.set(module, named);
    imports.set(module, targets);
    for (const target of targets) importers.set(target, (importers.get(target) ?? new Set()).add(module));
  }
  const reached = new Map<ModuleIndex, Uint8Array>();

  /** One mark for each module, by its number. */
  function reach(user: ModuleIndex): Uint8Array {
    const before = reached.get(user);
    if (before !== undefined) return before;
    const marks = new Uint8Array(Math.ceil(modules.length / 8));
    const mark = ({ number }: ModuleIndex): boolean => {
      const [byte, bit] = [number >> 3, 1 << (number & 7)];
      const isNew = ((marks[byte] ?? 0) & bit) === 0;
      marks[byte] = (marks[byte] ?? 0) | bit;
      return isNew;
    };
    mark(user);
    let edge: ModuleIndex[] = [user];
    for (let hop = 0; hop < MAX_HOPS; hop++) {
      const next: ModuleIndex[] = [];
      for (const at of edge) for (const target of imports.get(at) ?? []) if (mark(target)) next.push(target);
      edge = next;
    }
    for (const importer of importers.get(user) ?? [])
      for (const target of imports.get(importer) ?? []) mark(target);
    reached.set(user, marks);
    return marks;
  }

  return {
    specifiersOf: (module) => specifiers.get(module) ?? new Set(),
    specifiersAround(module) {
      const all = new Set(specifiers.get(module));
      for (const importer of importers.get(module) ?? []) {
        for (const specifier of specifiers.get(importer) ?? []) all.add(specifier);
      }
      return all;
    },
    importsOf: (module) => imports.get(module) ?? new Set(),
    isNear: (user, { number }) => ((reach(user)[number >> 3] ?? 0) & (1 << (number & 7))) !== 0,
  };
}

function specifiersOf({ ir }: ModuleIndex, { specifier, name }: ImportExpr): readonly string[] {
  if (name === undefined || ir.language !== 'python') return [specifier];
  return [specifier, specifier.endsWith('.') ? specifier + name : `${specifier}.${name}`];
}

function importsIn({ ir }: ModuleIndex): readonly ImportExpr[] {
  const found: ImportExpr[] = [];
  for (const { value } of ir.bindings) addImport(found, value);
  for (const { value } of ir.exports) addImport(found, value);
  found.push(...(ir.starImports ?? []), ...(ir.loadedModules ?? []));
  return found;
}

function addImport(found: ImportExpr[], value: Expr): void {
  let at = value;
  while (at.kind === 'member' || at.kind === 'item') at = at.object;
  if (at.kind === 'import') found.push(at);
}
