import type { BindingIr, FunctionId, NameExpr, ScopeId } from '../ir.ts';
import { GLOBALS, rootPath, stepPath } from './access-path.ts';
import { bindingsInSight } from './bindings-in-sight.ts';
import { isDecisive, type Evaluation } from './evaluation.ts';
import { holdsFrom } from './holds-from.ts';
import { exportOf } from './imports.ts';
import type { ModuleIndex } from './module-index.ts';
import { NONE, union, UNKNOWN, withTrail, type Values } from './value.ts';

/** What a name may stand for where it is used. */
export function evaluateName(evaluation: Evaluation, module: ModuleIndex, use: NameExpr): Values {
  const bindings = bindingsInSight(module, use.scope, use.name).filter(({ typeOnly }) => typeOnly !== true);
  if (bindings.length === 0) return evaluateUnbound(evaluation, module, use);
  return union(
    ...reaching(module, bindings, use).map((binding) => evaluateBinding(evaluation, module, binding)),
  );
}

export function evaluateBinding(evaluation: Evaluation, module: ModuleIndex, binding: BindingIr): Values {
  const { value, type } = binding;
  const values = evaluation.evaluate(module, value);
  const typed = type === undefined ? NONE : evaluation.annotated(module, type);
  const place = { file: module.file, start: value.start, end: value.end };
  return withTrail(isDecisive(evaluation, typed) ? union(values, typed) : values, place);
}

/**
 * The bindings whose value may still be there at the use: going back from it, up to the first that is certain to have
 * happened. A use inside another function happens later, so that it may see any of them.
 */
export function reaching(
  module: ModuleIndex,
  bindings: readonly BindingIr[],
  use: NameExpr,
): readonly BindingIr[] {
  const only = bindings[0];
  if (bindings.length === 1 || only === undefined) return bindings;
  if (functionOf(module, only.scope) !== functionOf(module, use.scope)) return bindings;
  const seen: BindingIr[] = [];
  for (let at = countUpTo(bindings, use.start) - 1; at >= 0; at--) {
    const binding = bindings[at];
    if (binding === undefined) break;
    seen.push(binding);
    if (isPrefix(binding.branch, use.branch)) break;
  }
  return seen.length === 0 ? bindings : seen;
}

/** How many of the bindings, in order, hold at an offset. */
function countUpTo(bindings: readonly BindingIr[], offset: number): number {
  let [low, high] = [0, bindings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const binding = bindings[middle];
    if (binding !== undefined && holdsFrom(binding) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function functionOf(module: ModuleIndex, scope: ScopeId): FunctionId | undefined {
  return module.ir.scopes[scope]?.function;
}

function isPrefix(branch: readonly number[], of: readonly number[]): boolean {
  return branch.length <= of.length && branch.every((block, index) => of[index] === block);
}

function evaluateUnbound(evaluation: Evaluation, module: ModuleIndex, use: NameExpr): Values {
  for (const star of [...(module.ir.starImports ?? [])].reverse()) {
    const found = exportOf(evaluation, module, star.specifier, use.name);
    if (found !== undefined && found.length > 0)
      return withTrail(found, { file: module.file, start: star.start, end: star.end });
  }
  const path = stepPath(rootPath(module.ir.language, GLOBALS), { kind: 'member', name: use.name });
  if (path === undefined || !evaluation.paths.leadsAnywhere(path)) return UNKNOWN;
  return [{ thing: { kind: 'external', path }, trail: undefined }];
}
