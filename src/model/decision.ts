import type { Approval } from './approval.ts';
import type { RiskLevel } from './risk-level.ts';

/** Something a decision needed to know and did not, in the rule that needed it. */
export interface Unknown {
  readonly rule: string;
  /** A condition's name such as `param_gt`, or `match.target`, `match.agent`. */
  readonly part: string;
  /** The parameter path that was read, as written. */
  readonly path?: string;
  /** Such as "`count` is missing". */
  readonly why: string;
}

/** A question of `semantic: {ask: ..}` with the answer an evaluator gave; `unknown` where it failed or took too long. */
export interface Asked {
  readonly text: string;
  readonly answer: boolean | 'unknown';
}

/**
 * What happens to one action, and why. The same policy hash, action, instant and engine give the same decision, byte
 * for byte.
 */
export interface Decision {
  readonly approval: Approval;
  readonly riskLevel: RiskLevel;
  /** The rule that decided; `<default>` where none matched, `<invalid>` where the action cannot be judged. */
  readonly rule: string;
  readonly reason: string;
  /** True only for `auto`. */
  readonly isAllowed: boolean;
  /** True only for `approve`. */
  readonly needsApproval: boolean;
  /** What was not known, in the order of the file. */
  readonly unknown: readonly Unknown[];
  /** The questions that were asked, in that order; with them the decision can be made again. */
  readonly asked?: readonly Asked[];
  /** Set when a name looks like another one and that made the decision stricter, or a name mixes scripts. */
  readonly suspicious?: true;
  readonly policyHash: string;
  /** The versions of everything besides policy, action and instant that the decision depends on. */
  readonly engine: string;
}

/** The decision's `rule` where no rule matched. */
export const DEFAULT_RULE = '<default>';
/** The decision's `rule` where the action has no usable type or a name that is no name. */
export const INVALID_RULE = '<invalid>';
