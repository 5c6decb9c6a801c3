import { APPROVALS, RISK_LEVELS, type Approval, type Decision, type Policy } from '../model/index.ts';
import type { RiskLevel } from '../model/index.ts';
import type { RuleChange } from './align-rules.ts';
import { analyzedIn, type AnalyzedPolicy } from './analyzed-policy.ts';
import { Budget, DEFAULT_LIMITS } from './budget.ts';
import type { AnalysisOptions } from './check-invariants.ts';
import { structureOf, type StructuralChange } from './diff-structure.ts';
import { differencesBetween, type Outcome } from './differences.ts';
import { exampleOf, type Example } from './findings/example.ts';
import { idOf, type RuleId } from './findings/rule-id.ts';
import type { Point } from './point.ts';
import { readablePoint } from './readable.ts';
import { replay } from './replay.ts';
import { Space } from './space.ts';

/** Whose decision differs between two policies, and what they say differently. */
export interface PolicyDiff {
  /** Loosened first, then tightened, then risk only, then reason only; within these in the order of the new policy. */
  readonly changes: readonly DecisionChange[];
  /** Rules that may change more decisions than `changes` has: asking about them went out of budget. */
  readonly notProved: readonly ChangedRule[];
  /**
   * Whether both policies give every action the same approval and risk: `proved`, `refuted` by the first of `changes`,
   * or `not-proved`, with no difference found within the budget. Reasons do not count.
   */
  readonly equivalence: 'proved' | 'refuted' | 'not-proved';
  readonly structure: readonly StructuralChange[];
}

/** Some actions that were decided in one way and are decided in another, because of one rule. */
export interface DecisionChange {
  readonly kind: ChangeKind;
  readonly rule: ChangedRule;
  readonly old: DecidedOutcome;
  readonly new: DecidedOutcome;
  readonly example: ChangeExample;
}

/** `loosened`: the approval is milder; `tightened`: stricter. `risk`, `reason`: nothing else differs. */
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export const CHANGE_KINDS = ['loosened', 'tightened', 'risk', 'reason'] as const;

export interface DecidedOutcome {
  readonly approval: Approval;
  readonly riskLevel: RiskLevel;
}

/** A rule, or the defaults, with what happened to it. */
export interface ChangedRule {
  readonly kind: RuleChange['kind'];
  readonly old?: RuleId;
  readonly new?: RuleId;
}

/** An action, and how the decision engine decides it by either policy. */
export interface ChangeExample extends Omit<Example, 'decision'> {
  readonly old: Decision;
  readonly new: Decision;
}

/**
 * Finds every class of actions whose decision differs between two policies: changed rule, old decision, new decision.
 * Each comes with an example that both policies were run on; that there are no others is proved, or said not to be.
 *
 * @example
 * const { changes, equivalence } = diffPolicies(old.value.policy, edited.value.policy);
 * const isLooser = changes.some(({ kind }) => kind === 'loosened');
 */
export function diffPolicies(old: Policy, edited: Policy, options: AnalysisOptions = {}): PolicyDiff {
  const space = new Space();
  const before = analyzedIn(space, old);
  const budget = new Budget(options.limits ?? DEFAULT_LIMITS);
  const differences = differencesBetween(before, analyzedIn(space, edited), budget);
  const { alignment, after, classes, reasons, notProved, isComplete } = differences;
  const changes = [
    ...classes.map((found) => changeOf(before, after, found.change, found)),
    ...reasons.map((found) => {
      const change: RuleChange = { kind: 'modified', old: found.old, new: found.new };
      return changeOf(before, after, change, found);
    }),
  ];
  return {
    changes: changes.sort((a, b) => CHANGE_KINDS.indexOf(a.kind) - CHANGE_KINDS.indexOf(b.kind)),
    notProved: notProved.map((change) => changedRule(before, after, change)),
    equivalence: classes.length > 0 ? 'refuted' : isComplete ? 'proved' : 'not-proved',
    structure: structureOf(before, after, alignment),
  };
}

function changeOf(
  before: AnalyzedPolicy,
  after: AnalyzedPolicy,
  change: RuleChange,
  { old, new: now, point }: { readonly old: Outcome; readonly new: Outcome; readonly point: Point },
): DecisionChange {
  const [was, is] = [decided(old), decided(now)];
  return {
    kind: changeKind(was, is) ?? 'reason',
    rule: changedRule(before, after, change),
    old: was,
    new: is,
    example: changeExample(before, after, point),
  };
}

/** What became of a decision; `undefined` where it is as it was. */
export function changeKind(old: DecidedOutcome, now: DecidedOutcome): ChangeKind | undefined {
  const step = APPROVALS.indexOf(now.approval) - APPROVALS.indexOf(old.approval);
  if (step !== 0) return step < 0 ? 'loosened' : 'tightened';
  return now.riskLevel === old.riskLevel ? undefined : 'risk';
}

function decided({ approvalRank, riskRank }: Outcome): DecidedOutcome {
  return {
    approval: APPROVALS[approvalRank] as Approval,
    riskLevel: RISK_LEVELS[riskRank] as RiskLevel,
  };
}

function changedRule(
  before: AnalyzedPolicy,
  after: AnalyzedPolicy,
  { kind, old, new: now }: RuleChange,
): ChangedRule {
  return {
    kind,
    ...(old === undefined ? {} : { old: idOf(before, old) }),
    ...(now === undefined ? {} : { new: idOf(after, now) }),
  };
}

/** The point with ordinary names, as far as both policies go on deciding it as they do, by the same rules. */
function changeExample(before: AnalyzedPolicy, after: AnalyzedPolicy, point: Point): ChangeExample {
  const shown = decisions(before, after, point);
  const readable = readablePoint(before.space, point, (candidate) => {
    const [old, now] = decisions(before, after, candidate);
    return isAlike(old, shown[0]) && isAlike(now, shown[1]);
  });
  const { decision: old, ...example } = exampleOf(before, readable);
  return { ...example, old, new: exampleOf(after, readable).decision };
}

function decisions(
  before: AnalyzedPolicy,
  after: AnalyzedPolicy,
  point: Point,
): readonly [Decision, Decision] {
  return [replay(before, point), replay(after, point)];
}

function isAlike(a: Decision, b: Decision): boolean {
  return a.approval === b.approval && a.riskLevel === b.riskLevel && a.rule === b.rule;
}
