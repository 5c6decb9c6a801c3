import type { Expr } from '../../ir.ts';
import { opaque, type Lowering, type Place } from './lowering.ts';
import { formatString, stringOf } from './strings.ts';
import type { Syntax } from './syntax.ts';

/** Operators whose terms are collected in one flat list when they follow each other: `a + b - c`. */
type Family = 'choice' | 'sum' | 'pipe' | 'other';

export function isOperation(node: Syntax | undefined): node is Syntax {
  return node !== undefined && (node.type === 'binary_operator' || node.type === 'boolean_operator');
}

/** The family of an operation, to see which of them may be lowered in one go. */
export function operatorFamily(text: string, operation: Syntax): Family {
  switch (operatorOf(text, operation)) {
    case 'or':
    case 'and':
      return 'choice';
    case '+':
    case '-':
      return 'sum';
    case '|':
      return 'pipe';
    default:
      return 'other';
  }
}

/** Lowers operations of one family, the innermost first, each the left side of the next, onto the first left side. */
export function lowerOperations(lowering: Lowering, place: Place, run: readonly Syntax[], first: Expr): Expr {
  const [innermost] = run;
  const outermost = run.at(-1);
  if (innermost === undefined || outermost === undefined) return first;
  const terms = lowerTerms(lowering, place, run, first);
  const [only] = terms;
  if (terms.length === 1 && only !== undefined) return only;
  const { start, end } = outermost;
  const family = operatorFamily(lowering.text, innermost);
  switch (family) {
    case 'choice':
      return { kind: 'choice', start, end, scope: place.scope, options: terms };
    case 'sum':
      return joinSum(lowering, place, run, terms);
    case 'pipe':
      return opaque(place, outermost, terms, '|');
    case 'other':
      return opaque(place, outermost, terms);
  }
}

function lowerTerms(lowering: Lowering, place: Place, run: readonly Syntax[], first: Expr): readonly Expr[] {
  const terms = [first];
  for (const operation of run) {
    const right = lowering.expression(place, operation.children[1]);
    const left = terms.at(-1);
    if (left?.kind === 'string' && terms.length === 1 && operatorOf(lowering.text, operation) === '%') {
      terms[0] = stringOf(place, operation, formatString(left, right));
    } else {
      terms.push(right);
    }
  }
  return terms;
}

/** A sum with a visible string in it joins strings; what other sums are is not known. */
function joinSum(lowering: Lowering, place: Place, run: readonly Syntax[], terms: readonly Expr[]): Expr {
  const extent = run.at(-1) ?? { start: 0, end: 0 };
  if (run.some((operation) => operatorOf(lowering.text, operation) !== '+'))
    return opaque(place, extent, terms);
  if (!terms.some((term) => term.kind === 'string')) return opaque(place, extent, terms, '+');
  const parts = terms.flatMap((term) => (term.kind === 'string' ? term.parts : [term]));
  return stringOf(place, extent, parts);
}

const OPERATOR = /(?:\s|\\|#[^\n]*)*(\*\*|\/\/|<<|>>|[-+*/@%|&^]|or\b|and\b)/y;

function operatorOf(text: string, operation: Syntax): string {
  OPERATOR.lastIndex = operation.children[0]?.end ?? operation.start;
  return OPERATOR.exec(text)?.[1] ?? '';
}
