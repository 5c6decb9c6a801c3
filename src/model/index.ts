export type { Action } from './action.ts';
export { APPROVALS, stricterApproval, type Approval } from './approval.ts';
export { higherRisk, RISK_LEVELS, type RiskLevel } from './risk-level.ts';
