import type { Action, Asked, Truth } from '../model/index.ts';
import { evaluateFormula, type Answers, type Atom, type Formula } from '../policy/index.ts';

/** One action with everything its decision depends on. */
export interface Point {
  readonly action: Action;
  /** Milliseconds since 1970-01-01T00:00:00Z; without it no instant is given. */
  readonly at?: number;
  readonly asked: readonly Asked[];
  /**
   * Truths that the point takes for granted and the action itself does not show: nothing is assumed about words where
   * the names alone say otherwise.
   */
  readonly assumed: ReadonlyMap<Atom, boolean>;
}

/** The truth of a formula at a point, as the decision engine finds it but for what the point assumes. */
export function truthAt(formula: Formula, point: Point): Truth {
  return evaluateFormula(withAssumptions(formula, point.assumed), point.action, point.at, answersOf(point));
}

/** The formula with assumed atoms fixed. */
export function withAssumptions(formula: Formula, assumed: Point['assumed']): Formula {
  if (assumed.size === 0) return formula;
  switch (formula.kind) {
    case 'atom': {
      const truth = assumed.get(formula.atom);
      return truth === undefined ? formula : { kind: 'atom', atom: { ...formula.atom, test: () => truth } };
    }
    case 'not':
      return { kind: 'not', part: withAssumptions(formula.part, assumed) };
    case 'all':
    case 'any':
      return { kind: formula.kind, parts: formula.parts.map((part) => withAssumptions(part, assumed)) };
  }
}

function answersOf({ asked }: Point): Answers {
  return new Map(asked.flatMap(({ text, answer }) => (answer === 'unknown' ? [] : [[text, answer]])));
}
