import type { Approval } from './approval.ts';
import type { ConditionMap } from './condition.ts';
import type { Invariant } from './invariant.ts';
import type { Match } from './match.ts';
import type { RiskLevel } from './risk-level.ts';

/** What happens to the actions that match; the first rule of a policy that matches decides. */
export interface Rule {
  /** Unique in the policy; `rule_<index>` where the file gives none. */
  readonly name: string;
  readonly description?: string;
  readonly match: Match;
  readonly conditions?: ConditionMap;
  readonly riskLevel: RiskLevel;
  readonly approval: Approval;
  /** Shown to the agent and to the approver. */
  readonly reason?: string;
  readonly tags: readonly string[];
}

/** What happens to an action that no rule matches. */
export interface Defaults {
  readonly riskLevel: RiskLevel;
  readonly approval: Approval;
}

/**
 * A policy of language version 1, with every default filled in. `loadPolicy` and `PolicyBuilder` make them; globs,
 * conditions and names are known to be well formed.
 */
export interface Policy {
  readonly version: '1';
  /** SHA-256 in hex over RFC 8785 of the policy as written, before defaults are filled in. */
  readonly hash: string;
  /** IANA name of the zone in which time conditions are read. */
  readonly timezone: string;
  readonly defaults: Defaults;
  readonly rules: readonly Rule[];
  readonly invariants: readonly Invariant[];
}
