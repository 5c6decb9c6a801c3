import type { FunctionId } from '../ir.ts';
import type { CallSite } from './access-path.ts';
import { callsOfFunction } from './calls-of-function.ts';
import type { Evaluation } from './evaluation.ts';
import type { ModuleIndex } from './module-index.ts';
import type { Place } from './sink.ts';

/** Wrappers of wrappers of a wrapper. */
const MAX_LEVELS = 3;
const MAX_PLACES = 12;

/** The calls of the project's own functions by which an AI call is reached, the nearest first. */
export function reachedFrom(evaluation: Evaluation, { module, call }: CallSite): readonly Place[] {
  const places: Place[] = [];
  const seen = new Set<CallSite['call']>([call]);
  let level: readonly CallSite[] = [{ module, call }];
  for (let depth = 0; depth < MAX_LEVELS && level.length > 0; depth++) {
    const next: CallSite[] = [];
    for (const site of level) {
      for (const caller of callersOf(evaluation, site.module, site.call.function)) {
        if (seen.has(caller.call)) continue;
        if (places.length === MAX_PLACES) return places;
        seen.add(caller.call);
        next.push(caller);
        places.push({ file: caller.module.file, start: caller.call.start, end: caller.call.end });
      }
    }
    level = next;
  }
  return places;
}

/** Calls of the function and of those that it is written in. */
function callersOf(
  evaluation: Evaluation,
  module: ModuleIndex,
  innermost: FunctionId | undefined,
): readonly CallSite[] {
  const sites: CallSite[] = [];
  for (let id = innermost; id !== undefined; id = module.ir.functions[id]?.parent) {
    const ir = module.ir.functions[id];
    if (ir !== undefined) sites.push(...callsOfFunction(evaluation, module, id, ir).map(({ site }) => site));
  }
  return sites;
}
