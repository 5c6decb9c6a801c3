import { AegisBug } from '../base/index.ts';
import { OutOfBudget, type Budget } from './budget.ts';
import type { Point } from './point.ts';
import { solve, type Constraint } from './solve.ts';
import type { Box, Space } from './space.ts';
import { ANY_TRUTH, type TruthMask } from './truth-mask.ts';

/**
 * A region that is described by what some boxes must be, and by what a further look at a point of it adds: more
 * constraints, each of which only takes points away.
 */
export interface Question {
  readonly constraints: readonly Constraint[];
  /** What the point breaks that was not asked for yet; nothing when the point answers the question. */
  readonly broken: (point: Point) => readonly Constraint[];
}

export type Answer =
  | { readonly kind: 'found'; readonly point: Point }
  /** There is no such point; the constraints, added ones after those of the question, leave none. */
  | { readonly kind: 'none'; readonly constraints: readonly Constraint[] }
  | { readonly kind: 'out-of-budget' };

/**
 * Asks with the few boxes of the question, runs the real evaluator on the point it finds, and grows by the rules that
 * took part, until the point answers the question or none is left.
 */
export function ask(space: Space, question: Question, budget: Budget): Answer {
  budget.beginQuestion();
  return withinBudget(budget, () => {
    const constraints = [...question.constraints];
    for (;;) {
      const point = solve(space, merged(constraints), budget);
      if (point === undefined) return { kind: 'none', constraints };
      const broken = question.broken(point);
      if (broken.length === 0) return { kind: 'found', point };
      const known = merged(constraints);
      const isNew = broken.some(
        ({ box, allowed }) => !known.some((one) => one.box === box && (one.allowed & ~allowed) === 0),
      );
      if (!isNew)
        throw new AegisBug(`the engine sees ${JSON.stringify(point.action)} otherwise than the analysis`);
      constraints.push(...broken);
    }
  });
}

/** The constraints without those that are not needed to leave no point, tried from the last; the first `fixed` stay. */
export function irreducible(
  space: Space,
  constraints: readonly Constraint[],
  fixed: number,
  budget: Budget,
): readonly Constraint[] {
  let needed = constraints;
  for (let i = constraints.length - 1; i >= fixed; i -= 1) {
    const without = needed.filter((constraint) => constraint !== constraints[i]);
    budget.beginQuestion();
    const answer = withinBudget(budget, () => {
      const point = solve(space, merged(without), budget);
      return point === undefined ? { kind: 'none', constraints: without } : { kind: 'found', point };
    });
    if (answer.kind === 'none') needed = without;
  }
  return needed;
}

/** One constraint a box: what all of them allow. */
function merged(constraints: readonly Constraint[]): readonly Constraint[] {
  const allowed = new Map<Box, TruthMask>();
  for (const { box, allowed: mask } of constraints) allowed.set(box, mask & (allowed.get(box) ?? ANY_TRUTH));
  return [...allowed].map(([box, mask]) => ({ box, allowed: mask }));
}

function withinBudget(budget: Budget, answer: () => Answer): Answer {
  try {
    if (budget.isSpent) throw new OutOfBudget();
    return answer();
  } catch (error) {
    if (!(error instanceof OutOfBudget)) throw error;
    budget.unanswered += 1;
    return { kind: 'out-of-budget' };
  }
}
