import type { Truth } from '../../model/index.ts';
import type { Answers, Atom, Evidence } from './condition.ts';

/** Atoms combined; the parts are in the order of the file. `all` of nothing does not occur. */
export type Formula =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Formula[] }
  | { readonly kind: 'not'; readonly part: Formula }
  | { readonly kind: 'atom'; readonly atom: Atom };

const NO_ANSWERS: Answers = new Map();

/** Three-valued truth after Kleene: false decides an `all` and true an `any`, whatever else is unknown. */
export function evaluateFormula(
  formula: Formula,
  action: Evidence,
  at: number | undefined,
  answers: Answers = NO_ANSWERS,
): Truth {
  switch (formula.kind) {
    case 'atom':
      return formula.atom.test(action, at, answers);
    case 'not': {
      const truth = evaluateFormula(formula.part, action, at, answers);
      return truth === 'unknown' ? truth : !truth;
    }
    case 'all':
      return unlessDecided(formula.parts, false, action, at, answers);
    case 'any':
      return unlessDecided(formula.parts, true, action, at, answers);
  }
}

function unlessDecided(
  parts: readonly Formula[],
  deciding: boolean,
  action: Evidence,
  at: number | undefined,
  answers: Answers,
): Truth {
  let truth: Truth = !deciding;
  for (const part of parts) {
    const here = evaluateFormula(part, action, at, answers);
    if (here === deciding) return deciding;
    if (here === 'unknown') truth = 'unknown';
  }
  return truth;
}

/** The atoms that leave an unknown formula unknown, in the order of the file. */
export function unknownAtoms(
  formula: Formula,
  action: Evidence,
  at: number | undefined,
  answers: Answers = NO_ANSWERS,
): readonly Atom[] {
  if (evaluateFormula(formula, action, at, answers) !== 'unknown') return [];
  switch (formula.kind) {
    case 'atom':
      return [formula.atom];
    case 'not':
      return unknownAtoms(formula.part, action, at, answers);
    case 'all':
    case 'any':
      return formula.parts.flatMap((part) => unknownAtoms(part, action, at, answers));
  }
}
