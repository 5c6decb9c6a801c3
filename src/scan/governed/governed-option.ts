import type { CallSite } from '../resolve/access-path.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import type { GovernedMark, Value, Values } from '../resolve/value.ts';

/** Lists in options in arguments: nobody nests a middleware deeper. */
const MAX_NESTING = 3;

/** Something of Aegis among the arguments: a middleware, a governed model, governed tools. */
export function governedOption(evaluation: Evaluation, sites: readonly CallSite[]): GovernedMark | undefined {
  if (!evaluation.project.mayNameAegis) return undefined;
  for (const { module, call } of sites) {
    for (const { value } of call.arguments) {
      const mark = markInside(evaluation, evaluation.evaluate(module, value), MAX_NESTING);
      if (mark !== undefined) return mark;
    }
  }
  return undefined;
}

function markInside(evaluation: Evaluation, values: Values, depth: number): GovernedMark | undefined {
  for (const value of values) {
    const mark = value.governed ?? markBelow(evaluation, value, depth);
    if (mark !== undefined) return mark;
  }
  return undefined;
}

function markBelow(evaluation: Evaluation, { thing }: Value, depth: number): GovernedMark | undefined {
  if (depth === 0 || (thing.kind !== 'list' && thing.kind !== 'object')) return undefined;
  const sources =
    thing.kind === 'list' ? thing.items : [...thing.entries.map(({ value }) => value), ...thing.spreads];
  for (const source of sources) {
    const mark = markInside(evaluation, evaluation.valuesOf(source), depth - 1);
    if (mark !== undefined) return mark;
  }
  return undefined;
}
