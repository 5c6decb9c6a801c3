import type { FunctionId } from '../ir.ts';
import type { ModuleIndex } from './module-index.ts';

/** `Writer.run` for a method, `run` for a function, the nearest named one for a nameless; empty at module level. */
export function enclosingName(module: ModuleIndex, id: FunctionId | undefined): string {
  for (let at = id; at !== undefined; at = module.ir.functions[at]?.parent) {
    const ir = module.ir.functions[at];
    const name = ir?.name ?? module.namesOf('function', at)[0];
    if (ir === undefined || name === undefined) continue;
    const owner = ir.class === undefined ? undefined : module.ir.classes[ir.class]?.name;
    return owner === undefined ? name : `${owner}.${name}`;
  }
  return '';
}
