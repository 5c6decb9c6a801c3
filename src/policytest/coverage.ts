import type { Explanation } from '../decision/index.ts';
import { DEFAULT_RULE, type Policy } from '../model/index.ts';

/** How often tests reached a rule: as the one that decided, or as one that took part because something was unknown. */
export interface RuleCoverage {
  readonly rule: string;
  /** The rule's place in the policy; absent for the defaults. */
  readonly index?: number;
  readonly decided: number;
  readonly tookPart: number;
}

export interface Coverage {
  /** In the order of the policy; `<default>` comes last, where an action can get there. */
  readonly rules: readonly RuleCoverage[];
  readonly covered: number;
  /** 0 to 100, rounded down to one decimal. */
  readonly percent: number;
}

/** Which rules the decisions of a run reached. */
export function measureCoverage(policy: Policy, explanations: readonly Explanation[]): Coverage {
  const rules: RuleCoverage[] = policy.rules.map(({ name }, index) => ({
    rule: name,
    index,
    decided: count(explanations, ({ decision }) => decision.rule === name),
    tookPart: count(explanations, (one) => one.decision.rule !== name && one.rules[index]?.tookPart === true),
  }));
  if (!policy.rules.some(isUnconditional)) {
    rules.push({
      rule: DEFAULT_RULE,
      decided: count(explanations, ({ decision }) => decision.rule === DEFAULT_RULE),
      tookPart: count(explanations, (one) => one.decision.rule !== DEFAULT_RULE && fallsThrough(one)),
    });
  }
  const covered = rules.filter(({ decided, tookPart }) => decided + tookPart > 0).length;
  return { rules, covered, percent: Math.floor((covered * 1000) / rules.length) / 10 };
}

/** No rule is known to apply, so the defaults took part. */
function fallsThrough({ rules, decision }: Explanation): boolean {
  return decision.unknown.length > 0 && !rules.some(({ verdict }) => verdict === true);
}

/** Such a rule catches everything, so the defaults decide nothing. */
function isUnconditional({ match, conditions }: Policy['rules'][number]): boolean {
  return (
    conditions === undefined && [match.type, match.target, match.agent].every((globs) => globs.includes('*'))
  );
}

function count<T>(items: readonly T[], isCounted: (item: T) => boolean): number {
  return items.filter(isCounted).length;
}
