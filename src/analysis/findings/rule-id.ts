import { nameOf } from '../align-rules.ts';
import type { AnalyzedPolicy, Line } from '../analyzed-policy.ts';

/** A rule of the policy by its place, counted from 0, and its name; the defaults come after the last rule. */
export interface RuleId {
  readonly index: number;
  readonly name: string;
}

/** An invariant of the policy by its place, counted from 0, and its name. */
export interface InvariantId {
  readonly index: number;
  readonly name: string;
}

export function idOf(analyzed: AnalyzedPolicy, line: Line): RuleId {
  return { index: line.index, name: nameOf(analyzed, line) };
}

/** Whether two lines decide the same approval and the same risk. */
export function decidesLike(a: Line, b: Line): boolean {
  return a.approvalRank === b.approvalRank && a.riskRank === b.riskRank;
}
