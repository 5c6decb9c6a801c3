import { foldName } from '../automata/index.ts';
import { AegisBug } from '../base/index.ts';
import { decide, withFormulas, type CompiledPolicy } from '../decision/index.ts';
import { APPROVALS, RISK_LEVELS, type Action, type Decision } from '../model/index.ts';
import { participantsAt, type AnalyzedPolicy } from './analyzed-policy.ts';
import { withAssumptions, type Point } from './point.ts';

/**
 * What the decision engine decides at a point, with what the point assumes held fixed. That it is not what the analysis
 * found is a defect of ours. A name that looks like another is decided as both, so it may only be stricter.
 */
export function replay(analyzed: AnalyzedPolicy, point: Point): Decision {
  const decision = decide(withFixed(analyzed.compiled, point), point.action, point.at, point.asked);
  const participants = participantsAt(analyzed, point);
  const approval = Math.max(...participants.map(({ line }) => line.approvalRank));
  const risk = Math.max(...participants.map(({ line }) => line.riskRank));
  const isSame =
    approval === APPROVALS.indexOf(decision.approval) && risk === RISK_LEVELS.indexOf(decision.riskLevel);
  if (isSame || isStricterLookAlike(point.action, decision, approval, risk)) return decision;
  throw new AegisBug(
    `the analysis expects ${String(APPROVALS[approval])}/${String(RISK_LEVELS[risk])} of ${JSON.stringify(point.action)}, the engine decides ${decision.approval}/${decision.riskLevel}`,
  );
}

function isStricterLookAlike(action: Action, decision: Decision, approval: number, risk: number): boolean {
  return (
    looksLikeAnother(action) &&
    APPROVALS.indexOf(decision.approval) >= approval &&
    RISK_LEVELS.indexOf(decision.riskLevel) >= risk
  );
}

/** Whether a name of the action looks like another, so that it is decided as both. */
export function looksLikeAnother({ type, target = '', agent = '' }: Action): boolean {
  return [type, target, agent].some((name) => foldName(name) !== name);
}

function withFixed(compiled: CompiledPolicy, { assumed }: Point): CompiledPolicy {
  if (assumed.size === 0) return compiled;
  return withFormulas(compiled, (formula) => withAssumptions(formula, assumed));
}
