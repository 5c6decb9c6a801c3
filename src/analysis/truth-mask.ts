import type { Formula } from '../policy/index.ts';
import type { Atom } from '../policy/index.ts';
import type { Truth } from '../model/index.ts';

/** A set of truths as bits: which of true, false and unknown something may be. */
export type TruthMask = number;

export const TRUE: TruthMask = 1;
export const FALSE: TruthMask = 2;
export const UNKNOWN: TruthMask = 4;
export const ANY_TRUTH: TruthMask = 7;

export function maskOf(truth: Truth): TruthMask {
  return truth === 'unknown' ? UNKNOWN : truth ? TRUE : FALSE;
}

export function allows(mask: TruthMask, truth: Truth): boolean {
  return (mask & maskOf(truth)) !== 0;
}

/**
 * Which truths a formula may have when each atom may have those that `truthsOf` gives. Takes atoms for independent, so
 * it may give too many, never too few; exact where each atom has one.
 */
export function possibleTruths(formula: Formula, truthsOf: (atom: Atom) => TruthMask): TruthMask {
  switch (formula.kind) {
    case 'atom':
      return truthsOf(formula.atom);
    case 'not':
      return negated(possibleTruths(formula.part, truthsOf));
    case 'all':
      return formula.parts.reduce((mask, part) => both(mask, possibleTruths(part, truthsOf)), TRUE);
    case 'any':
      return formula.parts.reduce((mask, part) => either(mask, possibleTruths(part, truthsOf)), FALSE);
  }
}

function negated(mask: TruthMask): TruthMask {
  return (mask & UNKNOWN) | ((mask & TRUE) << 1) | ((mask & FALSE) >> 1);
}

/** The conjunction after Kleene of any member of one set with any of another. */
function both(a: TruthMask, b: TruthMask): TruthMask {
  const mayBeUnknown =
    (a & UNKNOWN & b) | (a & UNKNOWN && b & TRUE ? UNKNOWN : 0) | (a & TRUE && b & UNKNOWN ? UNKNOWN : 0);
  return (a & b & TRUE) | ((a | b) & FALSE) | mayBeUnknown;
}

function either(a: TruthMask, b: TruthMask): TruthMask {
  return negated(both(negated(a), negated(b)));
}

/** Every atom of a formula, in the order of the file. */
export function atomsOf(formula: Formula): readonly Atom[] {
  switch (formula.kind) {
    case 'atom':
      return [formula.atom];
    case 'not':
      return atomsOf(formula.part);
    case 'all':
    case 'any':
      return formula.parts.flatMap(atomsOf);
  }
}
