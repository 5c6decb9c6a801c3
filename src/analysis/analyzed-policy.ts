import { compilePolicy, planOf, type CompiledPolicy } from '../decision/index.ts';
import { APPROVALS, RISK_LEVELS, type Policy } from '../model/index.ts';
import type { Truth } from '../model/index.ts';
import { truthAt, type Point } from './point.ts';
import type { Box, Space } from './space.ts';

/** A policy whose rules can be asked about in a space. */
export interface AnalyzedPolicy {
  readonly policy: Policy;
  readonly compiled: CompiledPolicy;
  readonly space: Space;
  /** By rule, in the order of the file; the last is the defaults, which cover everything. */
  readonly lines: readonly Line[];
}

/** A rule or, as the last, the defaults. */
export interface Line {
  /** Its place in the policy; that of the defaults is the number of rules. */
  readonly index: number;
  readonly box: Box;
  readonly approvalRank: number;
  readonly riskRank: number;
}

/** Reads the policy into a space, which may hold others. */
export function analyzedIn(space: Space, policy: Policy): AnalyzedPolicy {
  const compiled = compilePolicy(policy);
  const ofRules = compiled.rules.map(({ rule, formula }, index) => ({
    index,
    box: space.boxOfRule(rule, formula, policy.timezone),
    approvalRank: APPROVALS.indexOf(rule.approval),
    riskRank: RISK_LEVELS.indexOf(rule.riskLevel),
  }));
  const defaults = {
    index: ofRules.length,
    box: space.boxOf({ type: ['*'], target: ['*'], agent: ['*'] }, undefined),
    approvalRank: APPROVALS.indexOf(policy.defaults.approval),
    riskRank: RISK_LEVELS.indexOf(policy.defaults.riskLevel),
  };
  return { policy, compiled, space, lines: [...ofRules, defaults] };
}

/** A line that takes part in the decision about a point: true or unknown there, and no earlier one is true. */
export interface Participant {
  readonly line: Line;
  readonly truth: Exclude<Truth, false>;
}

/** In the order of the file; the last one is true. */
export function participantsAt({ compiled, lines }: AnalyzedPolicy, point: Point): readonly Participant[] {
  const plan = planOf(compiled, point.action);
  if (plan === undefined) return [];
  const participants: Participant[] = [];
  for (const { rule, unknownNames } of plan.steps) {
    const line = lines[rule.outcome.index] as Line;
    const truth = rule.formula === undefined ? true : truthAt(rule.formula, point);
    if (truth === false) continue;
    const isCertain = truth === true && unknownNames.length === 0;
    participants.push({ line, truth: isCertain ? true : 'unknown' });
    if (isCertain) return participants;
  }
  return [...participants, { line: lines[plan.end.index] as Line, truth: true }];
}
