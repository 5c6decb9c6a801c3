export { ANALYSIS_CODES, type AnalysisCode } from './analysis-codes.ts';
export { analyzePolicy, type PolicyAnalysis, type RuleAnalysis } from './analyze-policy.ts';
export {
  analyzedIn,
  participantsAt,
  type AnalyzedPolicy,
  type Line,
  type Participant,
} from './analyzed-policy.ts';
export { Budget, DEFAULT_LIMITS, type Limits } from './budget.ts';
export {
  approvalOf,
  below,
  belowBy,
  checkInvariant,
  regionOf,
  type InvariantCheck,
  type RegionOfBoxes,
  type Searched,
} from './check-invariant.ts';
export {
  checkInvariants,
  type AnalysisOptions,
  type InvariantAnalysis,
  type InvariantResult,
} from './check-invariants.ts';
export {
  CHANGE_KINDS,
  changeKind,
  diffPolicies,
  type ChangedRule,
  type ChangeExample,
  type ChangeKind,
  type DecidedOutcome,
  type DecisionChange,
  type PolicyDiff,
} from './diff-policies.ts';
export type { FieldChange, StructuralChange } from './diff-structure.ts';
export {
  findWitness,
  type QueryRegion,
  type WitnessAnswer,
  type WitnessOptions,
  type WitnessQuery,
} from './find-witness.ts';
export type { Example } from './findings/example.ts';
export { exampleJson, exampleText, outcomeText } from './findings/example-text.ts';
export type { Finding } from './findings/finding.ts';
export { findingDiagnostics } from './findings/finding-diagnostics.ts';
export type { InvariantId, RuleId } from './findings/rule-id.ts';
export { thresholdGaps } from './findings/threshold-gaps.ts';
export type { Point } from './point.ts';
export { reachOf, type Reach } from './reachability.ts';
export { readablePoint, type KnownNames } from './readable.ts';
export { replay } from './replay.ts';
export { type Constraint } from './solve.ts';
export { Space, zoneOf, type Box } from './space.ts';
export { testOutcomes, type TestOutcome, type TestOutcomes } from './test-outcomes.ts';
