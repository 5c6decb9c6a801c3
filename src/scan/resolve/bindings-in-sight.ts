import type { BindingIr, ScopeId } from '../ir.ts';
import type { ModuleIndex } from './module-index.ts';

/** The bindings of the nearest scope that has any, from the inside out. */
export function bindingsInSight(module: ModuleIndex, from: ScopeId, name: string): readonly BindingIr[] {
  const byScope = module.bindingsNamed(name);
  if (byScope === undefined) return [];
  for (let scope: ScopeId | undefined = from; scope !== undefined; scope = module.ir.scopes[scope]?.parent) {
    const bindings = byScope.get(scope);
    if (bindings !== undefined) return bindings;
  }
  return [];
}
