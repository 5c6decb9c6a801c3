import type { Invariant, Policy } from '../model/index.ts';
import { analyzedIn, type AnalyzedPolicy } from './analyzed-policy.ts';
import { Budget, DEFAULT_LIMITS, type Limits } from './budget.ts';
import { checkInvariant, regionOf, type RegionOfBoxes } from './check-invariant.ts';
import { exampleOf, type Example } from './findings/example.ts';
import { idOf, type InvariantId, type RuleId } from './findings/rule-id.ts';
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
}

/**
 * Proves or refutes each invariant of a policy.
 *
 * @example
 * const broken = checkInvariants(policy).filter(({ result }) => result.kind !== 'proved');
 */
export function checkInvariants(policy: Policy, options: AnalysisOptions = {}): readonly InvariantAnalysis[] {
  return invariantsIn(analyzedIn(new Space(), policy), new Budget(options.limits ?? DEFAULT_LIMITS));
}

/** As `checkInvariants`, with a budget that other questions share. */
export function invariantsIn(analyzed: AnalyzedPolicy, budget: Budget): readonly InvariantAnalysis[] {
  const { invariants } = analyzed.policy;
  const regions = invariants.map((invariant) => ({ invariant, region: regionOf(analyzed, invariant) }));
  return regions.map(({ invariant, region }, index) => ({
    invariant: { index, name: invariant.name },
    result: resultOf(analyzed, invariant, region, budget),
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
  return {
    kind: 'refuted',
    example: exampleOf(analyzed, check.point),
    by: idOf(analyzed, check.line),
  };
}
