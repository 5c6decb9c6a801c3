import type { Truth } from '../../model/index.ts';
import type { Atom } from './condition.ts';

/** Atoms combined; the parts are in the order of the file. `all` of nothing does not occur. */
export type Formula =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Formula[] }
  | { readonly kind: 'not'; readonly part: Formula }
  | { readonly kind: 'atom'; readonly atom: Atom };

/** Three-valued truth after Kleene: false decides an `all` and true an `any`, whatever else is unknown. */
export function evaluateFormula(formula: Formula, params: unknown, at: number | undefined): Truth {
  switch (formula.kind) {
    case 'atom':
      return formula.atom.test(params, at);
    case 'not': {
      const truth = evaluateFormula(formula.part, params, at);
      return truth === 'unknown' ? truth : !truth;
    }
    case 'all':
      return unlessDecided(formula.parts, false, params, at);
    case 'any':
      return unlessDecided(formula.parts, true, params, at);
  }
}

function unlessDecided(
  parts: readonly Formula[],
  deciding: boolean,
  params: unknown,
  at: number | undefined,
): Truth {
  let truth: Truth = !deciding;
  for (const part of parts) {
    const here = evaluateFormula(part, params, at);
    if (here === deciding) return deciding;
    if (here === 'unknown') truth = 'unknown';
  }
  return truth;
}

/** The atoms that leave an unknown formula unknown, in the order of the file. */
export function unknownAtoms(formula: Formula, params: unknown, at: number | undefined): readonly Atom[] {
  if (evaluateFormula(formula, params, at) !== 'unknown') return [];
  switch (formula.kind) {
    case 'atom':
      return [formula.atom];
    case 'not':
      return unknownAtoms(formula.part, params, at);
    case 'all':
    case 'any':
      return formula.parts.flatMap((part) => unknownAtoms(part, params, at));
  }
}
