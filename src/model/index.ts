export type { Action } from './action.ts';
export { APPROVALS, type Approval } from './approval.ts';
export type { ConditionMap, Truth } from './condition.ts';
export { DEFAULT_RULE, INVALID_RULE, type Asked, type Decision, type Unknown } from './decision.ts';
export type { ActionSet, Invariant, InvariantClaim } from './invariant.ts';
export { DIMENSIONS, type Dimension, type Match } from './match.ts';
export type { Defaults, Policy, Rule } from './policy.ts';
export { RISK_LEVELS, type RiskLevel } from './risk-level.ts';
