import type { Expr, ImportExpr } from '../ir.ts';
import type { ModuleIndex } from './module-index.ts';

/** Which modules import which, and what from outside. */
export interface ImportGraph {
  /** The specifiers that a module, or a module that imports it, imports. */
  specifiersAround(module: ModuleIndex): ReadonlySet<string>;
  /**
   * Whether what one module defines is likely to be used in the other: by imports over a few modules, or because one
   * module imports both and can hand things from one to the other.
   */
  isNear(user: ModuleIndex, definer: ModuleIndex): boolean;
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
    const named = new Set(importsIn(module).flatMap((expr) => specifiersOf(module, expr)));
    const targets = new Set([...named].flatMap((specifier) => locate(module, specifier) ?? []));
    specifiers.set(module, named);
    imports.set(module, targets);
    for (const target of targets) importers.set(target, (importers.get(target) ?? new Set()).add(module));
  }
  const reached = new Map<ModuleIndex, ReadonlySet<ModuleIndex>>();

  function reach(user: ModuleIndex): ReadonlySet<ModuleIndex> {
    const before = reached.get(user);
    if (before !== undefined) return before;
    const all = new Set([user]);
    let edge: readonly ModuleIndex[] = [user];
    for (let hop = 0; hop < MAX_HOPS; hop++) {
      edge = edge.flatMap((at) => [...(imports.get(at) ?? [])]).filter((at) => !all.has(at));
      for (const at of edge) all.add(at);
    }
    for (const importer of importers.get(user) ?? [])
      for (const at of imports.get(importer) ?? []) all.add(at);
    reached.set(user, all);
    return all;
  }

  return {
    specifiersAround(module) {
      const all = new Set(specifiers.get(module));
      for (const importer of importers.get(module) ?? []) {
        for (const specifier of specifiers.get(importer) ?? []) all.add(specifier);
      }
      return all;
    },
    isNear: (user, definer) => reach(user).has(definer),
  };
}

function specifiersOf({ ir }: ModuleIndex, { specifier, name }: ImportExpr): readonly string[] {
  if (name === undefined || ir.language !== 'python') return [specifier];
  return [specifier, specifier.endsWith('.') ? specifier + name : `${specifier}.${name}`];
}

function importsIn({ ir }: ModuleIndex): readonly ImportExpr[] {
  const written = [...ir.bindings, ...ir.exports].flatMap(({ value }) => importIn(value));
  return [...written, ...(ir.starImports ?? []), ...(ir.loadedModules ?? [])];
}

function importIn(expr: Expr): readonly ImportExpr[] {
  if (expr.kind === 'import') return [expr];
  return expr.kind === 'member' || expr.kind === 'item' ? importIn(expr.object) : [];
}
