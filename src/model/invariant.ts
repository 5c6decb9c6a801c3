import type { Approval } from './approval.ts';
import type { ConditionMap } from './condition.ts';
import type { Match } from './match.ts';
import type { RiskLevel } from './risk-level.ts';

/** A set of actions: those for which the match and the conditions hold. */
export interface ActionSet {
  readonly match: Match;
  readonly conditions?: ConditionMap;
}

/**
 * What the author claims about every action in a set (less the `except`s): no decision has one of these approvals, or
 * every decision is at least so strict. See docs/policy.md.
 */
export type InvariantClaim =
  | { readonly kind: 'never'; readonly approval: readonly Approval[] }
  | { readonly kind: 'always'; readonly approvalAtLeast?: Approval; readonly riskAtLeast?: RiskLevel };

export interface Invariant {
  readonly name: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly region: ActionSet;
  readonly except: readonly ActionSet[];
  readonly claim: InvariantClaim;
}
