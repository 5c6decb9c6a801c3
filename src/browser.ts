/**
 * The part of the library that runs anywhere: no Node module is reached from here, so that a policy can be written,
 * checked and tried in a browser or a worker. Published as `agent-aegis/policy`.
 */
export { chatGenerator, generatePolicy, readAnswer } from './autopolicy/index.ts';
export type {
  ChatEndpoint,
  GeneratedPolicy,
  GenerateOptions,
  PolicyGenerator,
  PostJson,
} from './autopolicy/index.ts';
export type { Diagnostic, Json, Position, Result, Severity, Source, Span } from './base/index.ts';
export { analyzePolicy, checkInvariants, diffPolicies, findWitness } from './analysis/index.ts';
export type {
  AnalysisOptions,
  ChangedRule,
  ChangeExample,
  ChangeKind,
  DecidedOutcome,
  DecisionChange,
  Example,
  FieldChange,
  Finding,
  InvariantAnalysis,
  InvariantId,
  InvariantResult,
  Limits,
  PolicyAnalysis,
  PolicyDiff,
  QueryRegion,
  RuleAnalysis,
  RuleId,
  StructuralChange,
  WitnessAnswer,
  WitnessOptions,
  WitnessQuery,
} from './analysis/index.ts';
export {
  compilePolicy,
  decide,
  decideAsync,
  explain,
  parseAction,
  rememberAnswers,
} from './decision/index.ts';
export { loadPolicy } from './load-policy.ts';
export type {
  ActionInput,
  CompiledPolicy,
  ConditionTrace,
  DecideAsyncOptions,
  Explanation,
  MatchTrace,
  RuleTrace,
  SemanticEvaluator,
} from './decision/index.ts';
export type {
  Action,
  ActionSet,
  Approval,
  Asked,
  ConditionMap,
  Decision,
  Defaults,
  Invariant,
  InvariantClaim,
  Match,
  Policy,
  RiskLevel,
  Rule,
  Unknown,
} from './model/index.ts';
export { policyBuilder, policySchema } from './policy/index.ts';
export type {
  AlwaysInput,
  ByPath,
  Conditions,
  Globs,
  LoadedPolicy,
  MatchInput,
  NeverInput,
  Numeric,
  Operand,
  PolicyBuilder,
  RegionInput,
  RuleBuilder,
  Weekday,
} from './policy/index.ts';
