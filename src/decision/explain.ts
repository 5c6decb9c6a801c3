import { AegisBug } from '../base/index.ts';
import type { Decision, Dimension, Truth } from '../model/index.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import type { ActionInput } from './parse-action.ts';

/** How one dimension of a rule's match went. */
export interface MatchTrace {
  readonly dimension: Dimension;
  readonly globs: readonly string[];
  /** The action's name as given; absent where it was not given. */
  readonly name?: string;
  readonly verdict: Truth;
}

/** How a condition went: an atom such as `param_gt` on one path, or a combination of others. */
export type ConditionTrace =
  | {
      readonly kind: 'atom';
      readonly part: string;
      readonly path?: string;
      /** Such as "`count` > 100". */
      readonly claim: string;
      readonly verdict: Truth;
      /** What was found, such as "`count` is 150" or "`count` is missing". */
      readonly found: string;
    }
  | {
      readonly kind: 'all' | 'any' | 'not';
      readonly verdict: Truth;
      readonly parts: readonly ConditionTrace[];
    };

/** How one rule went. `tookPart` is true for the rules that the decision is made of. */
export interface RuleTrace {
  readonly index: number;
  readonly rule: string;
  readonly verdict: Truth;
  readonly tookPart: boolean;
  readonly match: readonly MatchTrace[];
  readonly conditions: readonly ConditionTrace[];
}

/** A decision with the way to it. `rules` ends with the rule that is known to apply, if there is one. */
export interface Explanation {
  readonly decision: Decision;
  readonly rules: readonly RuleTrace[];
  /** What the user should know beyond the trace, such as how to guard a condition with `param_exists`. */
  readonly notes: readonly string[];
}

/** Decides as `decide` does and tells, rule by rule, what matched, what failed on which value and what was unknown. */
export function explain(_compiled: CompiledPolicy, _action: ActionInput, _at?: number): Explanation {
  throw new AegisBug('under construction');
}
