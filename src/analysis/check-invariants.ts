import type { Invariant, Policy } from '../model/index.ts';
import { analyzedIn, participantsAt, type AnalyzedPolicy } from './analyzed-policy.ts';
import { PointTruths } from './box-truth.ts';
import { Budget, DEFAULT_LIMITS, type Limits } from './budget.ts';
import { checkInvariant, keeps, regionOf, type RegionOfBoxes } from './check-invariant.ts';
import { exampleOf, type Example } from './findings/example.ts';
import { idOf, type InvariantId, type RuleId } from './findings/rule-id.ts';
import type { Point } from './point.ts';
import { readablePoint } from './readable.ts';
import { replay } from './replay.ts';
import { Space } from './space.ts';

export interface InvariantAnalysis {
  readonly invariant: InvariantId;
  readonly result: InvariantResult;
}

export type InvariantResult =
  | { readonly kind: 'proved' }
  /** At the example the claim does not hold; the rule `by` let it through. */
  | { readonly kind: 'refuted'; readonly example: Example; readonly by: RuleId }
  /** No action is in the region, so the claim says nothing. */
  | { readonly kind: 'empty-region' }
  | { readonly kind: 'not-proved' };

export interface AnalysisOptions {
  /** How much each question and the whole may cost; the same limits give the same answer. */
  readonly limits?: Limits;
  /** Whether to list the rules whose order matters, which most policies have many of. */
  readonly isOrderAsked?: boolean;
}

/**
 * Proves or refutes each invariant of a policy.
 *
 * @example
 * const broken = checkInvariants(policy).filter(({ result }) => result.kind !== 'proved');
 */
export function checkInvariants(policy: Policy, options: AnalysisOptions = {}): readonly InvariantAnalysis[] {
  const analyzed = analyzedIn(new Space(), policy);
  return invariantsIn(analyzed, regionsOf(analyzed), new Budget(options.limits ?? DEFAULT_LIMITS));
}

/** The regions of all invariants: to be made before anything is asked in their space, because they add globs to it. */
export function regionsOf(analyzed: AnalyzedPolicy): readonly RegionOfBoxes[] {
  return analyzed.policy.invariants.map((invariant) => regionOf(analyzed, invariant));
}

/** As `checkInvariants`, with a budget that other questions share. */
export function invariantsIn(
  analyzed: AnalyzedPolicy,
  regions: readonly RegionOfBoxes[],
  budget: Budget,
): readonly InvariantAnalysis[] {
  return analyzed.policy.invariants.map((invariant, index) => ({
    invariant: { index, name: invariant.name },
    result: resultOf(analyzed, invariant, regions[index] as RegionOfBoxes, budget),
  }));
}

function resultOf(
  analyzed: AnalyzedPolicy,
  invariant: Invariant,
  region: RegionOfBoxes,
  budget: Budget,
): InvariantResult {
  const check = checkInvariant(analyzed, invariant, region, budget);
  if (check.kind !== 'refuted') return check;
  const point = readablePoint(
    analyzed.space,
    check.point,
    (candidate) =>
      isInRegion(analyzed, region, candidate) && !keeps(invariant.claim, replay(analyzed, candidate)),
  );
  const by = participantsAt(analyzed, point).at(-1)?.line ?? check.line;
  return { kind: 'refuted', example: exampleOf(analyzed, point), by: idOf(analyzed, by) };
}

function isInRegion({ space }: AnalyzedPolicy, { inside, except }: RegionOfBoxes, point: Point): boolean {
  const truths = new PointTruths(space, point);
  return truths.of(inside) !== false && except.every((box) => truths.of(box) !== true);
}
