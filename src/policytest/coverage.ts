import { testOutcomes, type TestOutcome } from '../analysis/index.ts';
import type { Explanation } from '../decision/index.ts';
import type { Policy } from '../model/index.ts';
import type { TestCase } from './suite.ts';

/** How often tests reached a rule: as the one that decided, or as one that took part because something was unknown. */
export interface RuleCoverage {
  readonly rule: string;
  readonly decided: number;
  readonly tookPart: number;
}

export interface Coverage {
  /** In the order of the policy, without the defaults. */
  readonly rules: readonly RuleCoverage[];
  /** How many outcomes there are, and those that no case shows. */
  readonly total: number;
  readonly missing: readonly TestOutcome[];
  /** 0 to 100, rounded down to one decimal. */
  readonly percent: number;
  /** False when an outcome may be left out because it would cost too much to find. */
  readonly isComplete: boolean;
}

/** What a case did. */
export interface Tried {
  readonly case: TestCase;
  readonly explanation: Explanation;
}

/**
 * What the cases of a run show of what the rules of a policy can do: that each decides, that it is reached while
 * unknown, both sides of every threshold, and the defaults. What no action can reach is not asked for.
 */
export function measureCoverage(policy: Policy, tried: readonly Tried[]): Coverage {
  const { outcomes, isComplete } = testOutcomes(policy);
  const missing = outcomes.filter(
    ({ isShownBy }) =>
      !tried.some(({ case: { action, at } }) => isShownBy(action as TestOutcome['example']['action'], at)),
  );
  const shown = outcomes.length - missing.length;
  return {
    rules: policy.rules.map(({ name }, index) => ({
      rule: name,
      decided: count(tried, ({ explanation }) => explanation.decision.rule === name),
      tookPart: count(
        tried,
        ({ explanation }) =>
          explanation.decision.rule !== name && explanation.rules[index]?.tookPart === true,
      ),
    })),
    total: outcomes.length,
    missing,
    percent: outcomes.length === 0 ? 100 : Math.floor((shown * 1000) / outcomes.length) / 10,
    isComplete,
  };
}

function count<T>(items: readonly T[], isCounted: (item: T) => boolean): number {
  return items.filter(isCounted).length;
}
