import { canonicalJson } from '../base/index.ts';
import type { Policy } from '../model/index.ts';
import { analyzedIn, participantsAt, type AnalyzedPolicy, type Line } from './analyzed-policy.ts';
import { Budget, DEFAULT_LIMITS } from './budget.ts';
import { invariantsIn, regionsOf, type AnalysisOptions, type InvariantAnalysis } from './check-invariants.ts';
import { NameOverlaps } from './diff-name-overlaps.ts';
import { effectOf } from './findings/effect.ts';
import { exampleOf, type Example } from './findings/example.ts';
import type { Finding } from './findings/finding.ts';
import { decidesLike, idOf, type RuleId } from './findings/rule-id.ts';
import type { Point } from './point.ts';
import { orderFindings } from './findings/order.ts';
import { spellingEscapes } from './findings/spelling-escapes.ts';
import { thresholdGaps } from './findings/threshold-gaps.ts';
import { unguardedRules } from './findings/unguarded.ts';
import { reachOf, type Reach } from './reachability.ts';
import { readablePoint } from './readable.ts';
import { Space } from './space.ts';

/** What a policy is and does, as far as it could be proved or shown. */
export interface PolicyAnalysis {
  /** By rule, in the order of the file. */
  readonly rules: readonly RuleAnalysis[];
  /** By invariant, in the order of the file. */
  readonly invariants: readonly InvariantAnalysis[];
  /** Everything to be told; what `rules` and `invariants` say is among it where it is not as it should be. */
  readonly findings: readonly Finding[];
  /** Whether every question was answered within its budget. */
  readonly isComplete: boolean;
}

export interface RuleAnalysis {
  readonly rule: RuleId;
  /** `decides`: somewhere it decides with everything known; `dead`: it takes part nowhere. */
  readonly reach: Reach['kind'];
}

/**
 * Asks of every rule whether and how it is reached, of every invariant whether it holds, and what else is to be known
 * about a policy: each answer is a proof over all actions or an example, or it is `not-proved`.
 *
 * @example
 * const { invariants, findings } = analyzePolicy(loaded.value.policy);
 * for (const { invariant, result } of invariants) console.log(invariant.name, result.kind);
 */
export function analyzePolicy(policy: Policy, options: AnalysisOptions = {}): PolicyAnalysis {
  const analyzed = analyzedIn(new Space(), policy);
  const budget = new Budget(options.limits ?? DEFAULT_LIMITS);
  // Regions first: they add globs to the space.
  const regions = regionsOf(analyzed);
  const reaches = analyzed.lines
    .slice(0, -1)
    .map((line) => ({ line, rule: idOf(analyzed, line), reach: reachOf(analyzed, line, budget) }));
  const invariants = invariantsIn(analyzed, regions, budget);
  const overlaps = new NameOverlaps(analyzed.space);
  const idle = effectFindings(analyzed, reaches, overlaps, budget);
  const findings = [
    ...reaches.flatMap(({ line, reach }) => findingsOfReach(analyzed, line, reach)),
    ...invariants.flatMap(findingsOfInvariant),
    ...idle,
    ...thresholdGaps(analyzed, budget),
    ...unguardedRules(analyzed, budget),
    ...spellingEscapes(analyzed, reaches),
    ...(options.isOrderAsked === true ? orderFindings(analyzed, overlaps, budget) : []),
  ];
  return {
    rules: reaches.map(({ rule, reach }) => ({ rule, reach: reach.kind })),
    invariants,
    findings: findings.filter((one) => !saysLess(one, idle)),
    isComplete: budget.unanswered === 0,
  };
}

function findingsOfInvariant({ invariant, result }: InvariantAnalysis): readonly Finding[] {
  switch (result.kind) {
    case 'proved':
      return [];
    case 'refuted':
      return [{ kind: 'invariant-refuted', invariant, example: result.example, by: result.by }];
    case 'empty-region':
      return [{ kind: 'invariant-empty', invariant }];
    case 'not-proved':
      return [{ kind: 'not-proved', about: 'invariant', invariant }];
  }
}

function findingsOfReach(analyzed: AnalyzedPolicy, line: Line, reach: Reach): readonly Finding[] {
  const rule = idOf(analyzed, line);
  switch (reach.kind) {
    case 'decides':
      return [];
    case 'only-when-unknown':
      return [{ kind: 'only-when-unknown', rule, example: participating(analyzed, line, reach.point) }];
    case 'never-true': {
      const example =
        reach.point === undefined ? {} : { example: participating(analyzed, line, reach.point) };
      return [{ kind: 'never-true', rule, ...example }];
    }
    case 'dead': {
      const isSame = reach.cover.every((one) => decidesLike(one, line));
      const cover = reach.cover.map((one) => idOf(analyzed, one));
      return [{ kind: isSame ? 'redundant' : 'shadowed', rule, cover }];
    }
    case 'not-proved':
      return [{ kind: 'not-proved', about: 'reach', rule }];
  }
}

/** A point where the rule takes part, with names a person would give. */
function participating(analyzed: AnalyzedPolicy, line: Line, point: Point): Example {
  const takesPart = (candidate: Point): boolean =>
    participantsAt(analyzed, candidate).some((participant) => participant.line === line);
  return exampleOf(analyzed, readablePoint(analyzed.space, point, takesPart));
}

/** That a rule without effect counts only when something is unknown is no news. */
function saysLess(finding: Finding, idle: readonly Finding[]): boolean {
  return (
    finding.kind === 'only-when-unknown' &&
    idle.some((one) => one.kind === 'no-effect' && one.rule.index === finding.rule.index)
  );
}

/** The rules that are reached and change nothing, not even the reason. */
function effectFindings(
  analyzed: AnalyzedPolicy,
  reaches: readonly { readonly line: Line; readonly rule: RuleId; readonly reach: Reach }[],
  overlaps: NameOverlaps,
  budget: Budget,
): readonly Finding[] {
  const found = reaches.flatMap(({ line, rule, reach }): readonly Finding[] => {
    if (reach.kind !== 'decides' && reach.kind !== 'only-when-unknown') return [];
    if (analyzed.policy.rules[line.index]?.reason !== undefined) return [];
    const seen = reach.kind === 'decides' ? reach.point : undefined;
    switch (effectOf(analyzed, line, seen, overlaps, budget).kind) {
      case 'some':
        return [];
      case 'none':
        return [{ kind: 'no-effect', rule }];
      case 'not-proved':
        return [{ kind: 'not-proved', about: 'effect', rule }];
    }
  });
  return found.filter((one, i) => !found.slice(i + 1).some((later) => areDuplicates(analyzed, one, later)));
}

/** Of rules that say the same each could go, but not all. */
function areDuplicates({ policy }: AnalyzedPolicy, a: Finding, b: Finding): boolean {
  if (a.kind !== 'no-effect' || b.kind !== 'no-effect') return false;
  const [one, other] = [policy.rules[a.rule.index], policy.rules[b.rule.index]].map((rule) =>
    canonicalJson([
      rule?.match.type ?? [],
      rule?.match.target ?? [],
      rule?.match.agent ?? [],
      rule?.conditions ?? null,
    ]),
  );
  return one === other;
}
