import {
  APPROVALS,
  DEFAULT_RULE,
  INVALID_RULE,
  RISK_LEVELS,
  type Approval,
  type Decision,
  type Policy,
  type RiskLevel,
  type Rule,
  type Unknown,
} from '../model/index.ts';

/** What one rule, or the defaults, say; `decision` is theirs alone, with nothing unknown. */
export interface Outcome {
  /** The rule's place in the policy; the defaults come after the last rule. */
  readonly index: number;
  readonly approvalRank: number;
  readonly riskRank: number;
  readonly decision: Decision;
}

/** Where a decision was made. */
export interface Stamp {
  readonly policyHash: string;
  readonly engine: string;
}

export function ruleOutcome(rule: Rule, index: number, stamp: Stamp): Outcome {
  return outcome(
    index,
    rule,
    rule.name,
    rule.reason ?? `rule \`${rule.name}\` ${VERBS[rule.approval]}`,
    stamp,
  );
}

export function defaultOutcome({ rules, defaults }: Policy, stamp: Stamp): Outcome {
  const reason = `no rule matches, and the policy's default ${VERBS[defaults.approval]}`;
  return outcome(rules.length, defaults, DEFAULT_RULE, reason, stamp);
}

/** The decision about an action that cannot be judged. */
export function invalidDecision(reason: string, stamp: Stamp): Decision {
  return outcome(0, { approval: 'block', riskLevel: 'critical' }, INVALID_RULE, reason, stamp).decision;
}

const VERBS: Readonly<Record<Approval, string>> = {
  auto: 'lets it run',
  approve: 'asks a person',
  block: 'refuses it',
};

function outcome(
  index: number,
  { approval, riskLevel }: { readonly approval: Approval; readonly riskLevel: RiskLevel },
  rule: string,
  reason: string,
  stamp: Stamp,
): Outcome {
  const decision: Decision = Object.freeze({
    approval,
    riskLevel,
    rule,
    reason,
    isAllowed: approval === 'auto',
    needsApproval: approval === 'approve',
    unknown: NOTHING,
    ...stamp,
  });
  return {
    index,
    approvalRank: APPROVALS.indexOf(approval),
    riskRank: RISK_LEVELS.indexOf(riskLevel),
    decision,
  };
}

const NOTHING: readonly Unknown[] = Object.freeze([]);

/**
 * The strictest approval and, separately, the highest risk of several outcomes in the order of the file. Rule and reason
 * are those of the first with that approval, among these with the highest risk.
 */
export function joinOutcomes(
  outcomes: readonly Outcome[],
  unknown: readonly Unknown[],
): Decision | undefined {
  const [first] = outcomes;
  if (first === undefined) return undefined;
  let deciding = first;
  let riskiest = first;
  for (const candidate of outcomes) {
    if (isStricter(candidate, deciding)) deciding = candidate;
    if (candidate.riskRank > riskiest.riskRank) riskiest = candidate;
  }
  const { decision } = deciding;
  if (unknown.length === 0 && riskiest.riskRank === deciding.riskRank) return decision;
  return { ...decision, riskLevel: riskiest.decision.riskLevel, unknown };
}

function isStricter(a: Outcome, b: Outcome): boolean {
  return a.approvalRank > b.approvalRank || (a.approvalRank === b.approvalRank && a.riskRank > b.riskRank);
}
