import type { BindingIr, Expr, FunctionId, NameExpr, ScopeId } from '../ir.ts';
import { GLOBALS, rootPath, stepPath } from './access-path.ts';
import { bindingsInSight } from './bindings-in-sight.ts';
import { isDecisive, type Evaluation } from './evaluation.ts';
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
  return withTrail(isDecisive(evaluation, typed) ? union(typed, values) : values, place);
}

/**
 * The bindings whose value may still be there at the use: going back from it, up to the first that is certain to have
 * happened. A use inside another function happens later, so that it may see any of them.
 */
function reaching(module: ModuleIndex, bindings: readonly BindingIr[], use: NameExpr): readonly BindingIr[] {
  const only = bindings[0];
  if (bindings.length === 1 || only === undefined) return bindings;
  if (functionOf(module, only.scope) !== functionOf(module, use.scope)) return bindings;
  const before = bindings
    .map((binding) => ({ binding, from: startsAt(binding) }))
    .filter(({ from }) => from <= use.start)
    .sort((a, b) => b.from - a.from);
  const certain = before.findIndex(({ binding }) => isPrefix(binding.branch, use.branch));
  const seen = certain === -1 ? before : before.slice(0, certain + 1);
  return seen.length === 0 ? bindings : seen.map(({ binding }) => binding);
}

function functionOf(module: ModuleIndex, scope: ScopeId): FunctionId | undefined {
  return module.ir.scopes[scope]?.function;
}

/** A function can be used before it is written; all else only after its value was computed. */
function startsAt({ at, value }: BindingIr): number {
  return value.kind === 'function' ? -1 : Math.max(at, endOfSource(value));
}

function endOfSource(value: Expr): number {
  switch (value.kind) {
    case 'member':
    case 'item':
      return Math.max(value.end, endOfSource(value.object));
    case 'enter':
      return Math.max(value.end, endOfSource(value.value));
    default:
      return value.kind === 'parameter' ? value.start : value.end;
  }
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
