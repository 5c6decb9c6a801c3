import { participantsAt, type AnalyzedPolicy, type Line } from './analyzed-policy.ts';
import { ask, irreducible, type Question } from './ask.ts';
import type { Budget } from './budget.ts';
import type { Point } from './point.ts';
import type { Constraint } from './solve.ts';
import { FALSE, TRUE, UNKNOWN } from './truth-mask.ts';

/** Whether and how a rule is ever reached. */
export type Reach =
  /** At the point it decides and everything before it is known not to apply. */
  | { readonly kind: 'decides'; readonly point: Point }
  /** It takes part at the point, and nowhere decides with everything known. */
  | { readonly kind: 'only-when-unknown'; readonly point: Point }
  /** Its own conditions are true nowhere; `point` is where it still counts because something is unknown. */
  | { readonly kind: 'never-true'; readonly point: Point | undefined }
  /** It takes part nowhere: wherever it is not false, one of these earlier rules is true, and none can be left out. */
  | { readonly kind: 'dead'; readonly cover: readonly Line[] }
  | { readonly kind: 'not-proved' };

/** Whether a rule is ever reached, by at most three questions. */
export function reachOf(analyzed: AnalyzedPolicy, line: Line, budget: Budget): Reach {
  const decides = ask(analyzed.space, decidingAlone(analyzed, line), budget);
  if (decides.kind === 'found') return { kind: 'decides', point: decides.point };
  const takesPart = ask(analyzed.space, takingPart(analyzed, line), budget);
  if (takesPart.kind === 'none') return deadBecause(analyzed, takesPart.constraints, budget);
  const isTrue = ask(
    analyzed.space,
    { constraints: [{ box: line.box, allowed: TRUE }], broken: () => [] },
    budget,
  );
  if (isTrue.kind === 'none') {
    return { kind: 'never-true', point: takesPart.kind === 'found' ? takesPart.point : undefined };
  }
  const isProved = [decides, takesPart, isTrue].every(({ kind }) => kind !== 'out-of-budget');
  return isProved && takesPart.kind === 'found'
    ? { kind: 'only-when-unknown', point: takesPart.point }
    : { kind: 'not-proved' };
}

/** The rule is true or unknown, and no earlier one is true. */
export function takingPart(analyzed: AnalyzedPolicy, line: Line): Question {
  return {
    constraints: [{ box: line.box, allowed: TRUE | UNKNOWN }],
    broken: (point) =>
      earlier(analyzed, point, line, (truth) => (truth === true ? FALSE | UNKNOWN : undefined)),
  };
}

/** The rule is true, and every earlier one is false. */
export function decidingAlone(analyzed: AnalyzedPolicy, line: Line): Question {
  return {
    constraints: [{ box: line.box, allowed: TRUE }],
    broken: (point) => earlier(analyzed, point, line, () => FALSE),
  };
}

/** A constraint on a rule, so that a proof can name the rules it used. */
export interface LineConstraint extends Constraint {
  readonly line: Line;
}

/** What the earlier rules that take part at a point should have been instead. */
export function earlier(
  analyzed: AnalyzedPolicy,
  point: Point,
  before: Line,
  wanted: (truth: true | 'unknown', line: Line) => number | undefined,
): readonly LineConstraint[] {
  return participantsAt(analyzed, point).flatMap(({ line, truth }) => {
    const allowed = line.index < before.index ? wanted(truth, line) : undefined;
    return allowed === undefined ? [] : [{ box: line.box, allowed, line }];
  });
}

function deadBecause(
  { space, lines }: AnalyzedPolicy,
  constraints: readonly Constraint[],
  budget: Budget,
): Reach {
  const needed = new Set(irreducible(space, constraints, 1, budget).map(({ box }) => box));
  const cover = lines.filter(
    ({ box }, index) => needed.has(box) && box !== constraints[0]?.box && index < lines.length,
  );
  return cover.length === 0 ? { kind: 'never-true', point: undefined } : { kind: 'dead', cover };
}
