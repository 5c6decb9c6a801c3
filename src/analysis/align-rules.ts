import { canonicalJson, type Json } from '../base/index.ts';
import { DEFAULT_RULE, type Rule } from '../model/index.ts';
import type { AnalyzedPolicy, Line } from './analyzed-policy.ts';
import { longestCommonSubsequence } from './diff-common-subsequence.ts';
import { atomsOf } from './truth-mask.ts';

/**
 * A rule that is not the same at the same place in both policies: only such rules can make a decision differ. The lines
 * of a policy that are in no change stand in the same order in the other.
 */
export interface RuleChange {
  readonly kind: 'added' | 'removed' | 'modified' | 'moved';
  readonly old?: Line;
  readonly new?: Line;
}

export interface Alignment {
  /** In the order of the new policy, removed rules where they stood. */
  readonly changes: readonly RuleChange[];
  /** By index of a line of the old policy: that of the same line in the new one. */
  readonly toNew: ReadonlyMap<number, number>;
  readonly toOld: ReadonlyMap<number, number>;
}

/**
 * Which rules of two policies are the same: a longest common subsequence of what they match, require and decide. Names,
 * reasons and descriptions do not count, so that a new name is no change.
 */
export function alignRules(before: AnalyzedPolicy, after: AnalyzedPolicy): Alignment {
  const old = rulesOf(before);
  const now = rulesOf(after);
  const toNew = longestCommonSubsequence(
    old.map(({ meaning }) => meaning),
    now.map(({ meaning }) => meaning),
  );
  const toOld = new Map([...toNew].map(([from, to]) => [to, from]));
  return { changes: changesOf(old, now, toNew, toOld), toNew, toOld };
}

/** The name of a rule, or what stands for the defaults. */
export function nameOf({ policy }: AnalyzedPolicy, { index }: Line): string {
  return policy.rules[index]?.name ?? DEFAULT_RULE;
}

/** Whether somebody gave the rule its name; others are called by their place. */
export function isNamed({ policy }: AnalyzedPolicy, { index }: Line): boolean {
  return policy.rules[index]?.name !== `rule_${index}`;
}

/** For which actions a line is true, as a text; equal texts are true for the same ones. */
export function extentOf({ policy }: AnalyzedPolicy, line: Line): string {
  const rule = policy.rules[line.index];
  if (rule === undefined) return DEFAULT_RULE;
  return canonicalJson(extent(rule, readsTime(line) ? policy.timezone : ''));
}

interface AlignedRule {
  readonly line: Line;
  readonly name: string;
  readonly isNamed: boolean;
  /** Everything it does, as a text. The defaults are never the same as a rule. */
  readonly meaning: string;
}

function rulesOf(analyzed: AnalyzedPolicy): readonly AlignedRule[] {
  return analyzed.lines.map((line) => ({
    line,
    name: nameOf(analyzed, line),
    isNamed: isNamed(analyzed, line),
    meaning: `${line.approvalRank} ${line.riskRank} ${extentOf(analyzed, line)}`,
  }));
}

function extent({ match, conditions }: Rule, timezone: string): Json {
  const { type, target, agent } = match;
  return [[...type].sort(), [...target].sort(), [...agent].sort(), conditions ?? null, timezone];
}

function readsTime({ box }: Line): boolean {
  return box.formula !== undefined && atomsOf(box.formula).some(({ reads }) => reads.kind === 'time');
}

function changesOf(
  old: readonly AlignedRule[],
  now: readonly AlignedRule[],
  toNew: ReadonlyMap<number, number>,
  toOld: ReadonlyMap<number, number>,
): readonly RuleChange[] {
  const gone = old.filter(({ line }) => !toNew.has(line.index));
  const come = now.filter(({ line }) => !toOld.has(line.index));
  const gaps = new Map([...gapsOf(old, toNew), ...gapsOf(now, toOld)]);
  const gapOf = (rule: AlignedRule): number => gaps.get(rule) as number;
  const pairs = pairsOf(gone, come, [
    ({ meaning }) => meaning,
    (rule) => (rule.isNamed ? rule.name : undefined),
    (rule) => (rule.isNamed ? undefined : String(gapOf(rule))),
  ]);
  const paired = new Set(pairs.values());
  const removed = gone.filter((rule) => !paired.has(rule));
  return [...removed, ...come]
    .sort((a, b) => gapOf(a) - gapOf(b))
    .map((rule): RuleChange => {
      const former = pairs.get(rule);
      if (former === undefined)
        return removed.includes(rule)
          ? { kind: 'removed', old: rule.line }
          : { kind: 'added', new: rule.line };
      const kind = former.meaning === rule.meaning ? 'moved' : 'modified';
      return { kind, old: former.line, new: rule.line };
    });
}

/** By rule: how many rules before it both policies have. */
function gapsOf(
  rules: readonly AlignedRule[],
  aligned: ReadonlyMap<number, number>,
): readonly (readonly [AlignedRule, number])[] {
  let gap = 0;
  return rules.map((rule) => [rule, aligned.has(rule.line.index) ? gap++ : gap] as const);
}

/** Pairs rules that have a key in common, by one key after the other, each rule once; without a key none. */
function pairsOf(
  gone: readonly AlignedRule[],
  come: readonly AlignedRule[],
  keys: readonly ((rule: AlignedRule) => string | undefined)[],
): ReadonlyMap<AlignedRule, AlignedRule> {
  const pairs = new Map<AlignedRule, AlignedRule>();
  const left = new Set(gone);
  for (const keyOf of keys) {
    const waiting = new Map<string, AlignedRule[]>();
    for (const rule of left) {
      const key = keyOf(rule);
      if (key !== undefined) waiting.set(key, [...(waiting.get(key) ?? []), rule]);
    }
    for (const rule of come) {
      const key = pairs.has(rule) ? undefined : keyOf(rule);
      const former = key === undefined ? undefined : waiting.get(key)?.shift();
      if (former === undefined) continue;
      pairs.set(rule, former);
      left.delete(former);
    }
  }
  return pairs;
}
