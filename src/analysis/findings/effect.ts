import type { AnalyzedPolicy, Line } from '../analyzed-policy.ts';
import { ask, type Question } from '../ask.ts';
import { PointTruths } from '../box-truth.ts';
import type { Budget } from '../budget.ts';
import { approvalOf, riskOf, type Rank } from '../check-invariant.ts';
import type { NameOverlaps } from '../diff-name-overlaps.ts';
import type { Point } from '../point.ts';
import type { Constraint } from '../solve.ts';
import { FALSE, TRUE, UNKNOWN } from '../truth-mask.ts';

/** Whether the approval or the risk of some action would be another one without a rule. */
export type Effect =
  /** At the point the decision is another one without the rule. */
  | { readonly kind: 'some'; readonly point: Point }
  | { readonly kind: 'none' }
  | { readonly kind: 'not-proved' };

/**
 * Whether removing a rule changes a decision, by questions about pairs: without the rule a decision falls to a later
 * one that ranks below it, or a later one that ranks above it takes part. `seen` is a point where the rule is true and
 * no earlier one is: there the answer mostly shows at once.
 */
export function effectOf(
  analyzed: AnalyzedPolicy,
  line: Line,
  seen: Point | undefined,
  overlaps: NameOverlaps,
  budget: Budget,
): Effect {
  if (seen !== undefined && changesAt(analyzed, line, seen)) return { kind: 'some', point: seen };
  let isProved = true;
  for (const question of questionsAbout(analyzed, line, overlaps)) {
    const answer = ask(analyzed.space, question, budget);
    if (answer.kind === 'found') return { kind: 'some', point: answer.point };
    if (answer.kind === 'out-of-budget') isProved = false;
  }
  return { kind: isProved ? 'none' : 'not-proved' };
}

/** Whether the later lines decide otherwise at a point where the line decides alone. */
function changesAt(analyzed: AnalyzedPolicy, line: Line, point: Point): boolean {
  const later = [...notFalse(analyzed, point, line.index + 1)].map(({ line: other }) => other);
  return [approvalOf, riskOf].some((rank) => Math.max(...later.map(rank)) !== rank(line));
}

function* questionsAbout(
  analyzed: AnalyzedPolicy,
  line: Line,
  overlaps: NameOverlaps,
): Generator<Question, void> {
  // The defaults first: they are where most rules make a difference.
  const later = analyzed.lines.slice(line.index + 1).reverse();
  for (const rank of [approvalOf, riskOf]) {
    for (const other of later) {
      if (!overlaps.mayBothTakePart(line.box, other.box)) continue;
      if (rank(other) < rank(line)) yield falling(analyzed, line, other, rank);
      if (rank(other) > rank(line)) yield rising(analyzed, line, other, rank);
    }
  }
}

/** The line raises the decision: it takes part, `other` is the first to be true after it, and nothing ranks as high. */
function falling(analyzed: AnalyzedPolicy, line: Line, other: Line, rank: Rank): Question {
  return {
    constraints: [
      { box: line.box, allowed: TRUE | UNKNOWN },
      { box: other.box, allowed: TRUE },
    ],
    broken: (point) =>
      before(analyzed, point, line, other, (one) => (rank(one) >= rank(line) ? FALSE : FALSE | UNKNOWN)),
  };
}

/** The line is true and keeps `other` from taking part, which ranks above everything before it. */
function rising(analyzed: AnalyzedPolicy, line: Line, other: Line, rank: Rank): Question {
  return {
    constraints: [
      { box: line.box, allowed: TRUE },
      { box: other.box, allowed: TRUE | UNKNOWN },
    ],
    broken: (point) =>
      before(analyzed, point, line, other, (one) =>
        one.index < line.index && rank(one) >= rank(other) ? FALSE : FALSE | UNKNOWN,
      ),
  };
}

/** What the lines before `other`, but for `line`, should be and are not; up to the first that is true. */
function before(
  analyzed: AnalyzedPolicy,
  point: Point,
  line: Line,
  other: Line,
  allowed: (one: Line) => number,
): readonly Constraint[] {
  const broken: Constraint[] = [];
  for (const { line: one, truth } of notFalse(analyzed, point, 0, line)) {
    if (one.index >= other.index) break;
    const wanted = allowed(one);
    if (truth === true || (wanted & UNKNOWN) === 0) broken.push({ box: one.box, allowed: wanted });
  }
  return broken;
}

/** The lines that are not false at a point, from a place on, without one of them; up to the first that is true. */
function* notFalse(
  { space, lines }: AnalyzedPolicy,
  point: Point,
  from: number,
  without?: Line,
): Generator<{ readonly line: Line; readonly truth: true | 'unknown' }, void> {
  const truths = new PointTruths(space, point);
  for (let i = from; i < lines.length; i += 1) {
    const line = lines[i] as Line;
    const truth = line === without ? false : truths.of(line.box);
    if (truth === false) continue;
    yield { line, truth };
    if (truth === true) return;
  }
}
