import type { Expr, FunctionId } from '../ir.ts';
import type { CallSite } from '../resolve/access-path.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import type { ModuleIndex } from '../resolve/module-index.ts';
import type { GovernedMark } from '../resolve/value.ts';
import { aegisName } from './aegis-name.ts';

/** The Aegis guard around the function or one it is written in, if there is one. */
export function governedFunction(
  evaluation: Evaluation,
  module: ModuleIndex,
  innermost: FunctionId | undefined,
): GovernedMark | undefined {
  if (!evaluation.project.mayNameAegis) return undefined;
  for (let id = innermost; id !== undefined; id = module.ir.functions[id]?.parent) {
    const mark =
      decoratedBy(evaluation, module, id) ??
      writtenInto(evaluation, module, id) ??
      onlyGivenTo(evaluation, module, id);
    if (mark !== undefined) return mark;
  }
  return undefined;
}

/** `@aegis.guard`, `@guard(..)`. */
function decoratedBy(evaluation: Evaluation, module: ModuleIndex, id: FunctionId): GovernedMark | undefined {
  for (const decorator of module.ir.functions[id]?.decorators ?? []) {
    const callee = decorator.kind === 'call' ? decorator.callee : decorator;
    const meaning = aegisName(evaluation, module, callee);
    if (meaning?.role === 'wraps-function') {
      return { by: meaning.name, at: { file: module.file, start: decorator.start, end: decorator.end } };
    }
  }
  return undefined;
}

/** `guard(async () => { .. })`, `runtime.execute(action, () => { .. })`. */
function writtenInto(evaluation: Evaluation, module: ModuleIndex, id: FunctionId): GovernedMark | undefined {
  const written = module.callbackSite(id);
  return written === undefined ? undefined : guardingCall(evaluation, { module, call: written.call });
}

/**
 * `const safeSearch = guard(search)`. The function itself is still there: it counts only while the project never calls
 * it past the guard.
 */
function onlyGivenTo(evaluation: Evaluation, module: ModuleIndex, id: FunctionId): GovernedMark | undefined {
  const ir = module.ir.functions[id];
  if (ir === undefined || ir.class !== undefined) return undefined;
  const names = [
    ...new Set([...(ir.name === undefined ? [] : [ir.name]), ...module.namesOf('function', id)]),
  ];
  const isIt = (site: CallSite, expr: Expr): boolean =>
    evaluation
      .evaluate(site.module, expr)
      .some(
        ({ thing, governed }) =>
          governed === undefined && thing.kind === 'function' && thing.module === module && thing.id === id,
      );
  const guards = names
    .flatMap((name) => evaluation.project.callsGiven(name))
    .filter((site) => site.call.arguments.some(({ value }) => isIt(site, value)))
    .map((site) => guardingCall(evaluation, site));
  if (guards.length === 0 || guards.some((guard) => guard === undefined)) return undefined;
  const aliases = names.flatMap((name) => [name, ...evaluation.project.aliasesOf(name)]);
  const isCalledPast = aliases.some((name) =>
    evaluation.project.callsNamed(name).some((site) => isIt(site, site.call.callee)),
  );
  return isCalledPast ? undefined : guards[0];
}

function guardingCall(evaluation: Evaluation, { module, call }: CallSite): GovernedMark | undefined {
  const direct = aegisName(evaluation, module, call.callee);
  // `guard(policy)(fn)`: the guard is what the inner call gives.
  const inner = call.callee.kind === 'call' ? aegisName(evaluation, module, call.callee.callee) : undefined;
  const meaning = direct ?? inner;
  if (meaning === undefined || (meaning.role !== 'wraps-function' && meaning.role !== 'runs-function'))
    return undefined;
  return { by: meaning.name, at: { file: module.file, start: call.start, end: call.end } };
}
