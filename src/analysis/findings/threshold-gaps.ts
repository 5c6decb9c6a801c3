import { canonicalJson, type Json } from '../../base/index.ts';
import type { ConditionMap, Rule } from '../../model/index.ts';
import { participantsAt, type AnalyzedPolicy, type Line } from '../analyzed-policy.ts';
import { ask } from '../ask.ts';
import type { Budget } from '../budget.ts';
import type { Point } from '../point.ts';
import { readablePoint } from '../readable.ts';
import { zoneOf, type Box } from '../space.ts';
import { FALSE, TRUE, UNKNOWN } from '../truth-mask.ts';
import { exampleOf } from './example.ts';
import type { Finding } from './finding.ts';
import { decidesLike, idOf } from './rule-id.ts';

/** Pairs of rules with the same match of which one is about more than a number and the other about less. */
export function thresholdGaps(analyzed: AnalyzedPolicy, budget: Budget): readonly Finding[] {
  return pairsOf(analyzed).flatMap((pair) => {
    const point = pointInGap(analyzed, pair, budget);
    if (point === undefined) return [];
    const isThere = (candidate: Point): boolean => brokenAt(analyzed, pair, candidate).length === 0;
    return [
      {
        kind: 'threshold-gap' as const,
        above: idOf(analyzed, pair.above),
        below: idOf(analyzed, pair.below),
        path: pair.path,
        value: pair.value,
        example: exampleOf(analyzed, readablePoint(analyzed.space, point, isThere)),
      },
    ];
  });
}

interface Pair {
  readonly above: Line;
  readonly below: Line;
  readonly path: string;
  readonly value: number | string;
  /** The actions of both rules but for the threshold, at the threshold. */
  readonly gap: Box;
}

/** `param_gt` in one rule and `param_lt` in another with the same match, path and number. */
function pairsOf(analyzed: AnalyzedPolicy): readonly Pair[] {
  const { rules } = analyzed.policy;
  const below = new Map<string, number[]>();
  for (const [index, rule] of rules.entries()) {
    for (const [path, value] of thresholds(rule, 'param_lt')) {
      const key = keyOf(rule, path, value);
      below.set(key, [...(below.get(key) ?? []), index]);
    }
  }
  return rules.flatMap((rule, index) =>
    thresholds(rule, 'param_gt').flatMap(([path, value]) =>
      (below.get(keyOf(rule, path, value)) ?? []).map((other) => pairOf(analyzed, index, other, path, value)),
    ),
  );
}

function keyOf({ match }: Rule, path: string, value: number | string): string {
  const names = [match.type, match.target, match.agent].map((globs) => [...globs].sort());
  return canonicalJson([names, path, String(value)]);
}

function thresholds({ conditions }: Rule, key: string): readonly (readonly [string, number | string])[] {
  const operand = conditions?.[key];
  if (typeof operand !== 'object' || operand === null || Array.isArray(operand)) return [];
  return Object.entries(operand) as [string, number | string][];
}

function pairOf(
  analyzed: AnalyzedPolicy,
  above: number,
  below: number,
  path: string,
  value: number | string,
): Pair {
  const [upper, lower] = [analyzed.policy.rules[above], analyzed.policy.rules[below]] as [Rule, Rule];
  const parts = [
    ...withoutThreshold(upper.conditions, 'param_gt', path),
    ...withoutThreshold(lower.conditions, 'param_lt', path),
    { param_gte: { [path]: value }, param_lte: { [path]: value } },
  ];
  return {
    above: analyzed.lines[above] as Line,
    below: analyzed.lines[below] as Line,
    path,
    value,
    gap: analyzed.space.box(upper.match, { all: parts }, zoneOf(analyzed.policy.timezone)),
  };
}

function withoutThreshold(conditions: ConditionMap = {}, key: string, path: string): readonly ConditionMap[] {
  const operand = Object.entries(conditions[key] as Record<string, Json>).filter(([name]) => name !== path);
  const { [key]: _, ...others } = conditions;
  const rest = operand.length === 0 ? others : { ...others, [key]: Object.fromEntries(operand) };
  return Object.keys(rest).length === 0 ? [] : [rest];
}

/** A point at the threshold that is decided neither as above nor as below it. */
function pointInGap(analyzed: AnalyzedPolicy, pair: Pair, budget: Budget): Point | undefined {
  const answer = ask(
    analyzed.space,
    {
      constraints: [{ box: pair.gap, allowed: TRUE }],
      broken: (point) => brokenAt(analyzed, pair, point),
    },
    budget,
  );
  return answer.kind === 'found' ? answer.point : undefined;
}

function brokenAt(analyzed: AnalyzedPolicy, { above, below, gap }: Pair, point: Point) {
  return participantsAt(analyzed, point).flatMap(({ line, truth }) => {
    if (truth === 'unknown') return [{ box: line.box, allowed: FALSE | TRUE }];
    const isMeant = [above, below].some((one) => decidesLike(one, line));
    return isMeant && line.box !== gap ? [{ box: line.box, allowed: FALSE | UNKNOWN }] : [];
  });
}
