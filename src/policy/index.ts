export type {
  Answers,
  Atom,
  Evidence,
  ParameterSight,
  Reads,
  TimeSight,
  ValueSight,
} from './conditions/condition.ts';
export type { ByPath, Conditions, Numeric, Operand, Weekday } from './builder-conditions.ts';
export { compileConditions } from './conditions/compile-conditions.ts';
export { evaluateFormula, unknownAtoms, type Formula } from './conditions/formula.ts';
export type { ParameterPath, Step } from './conditions/parameter-path.ts';
export { LEXICON_VERSION, wordsBringing } from './conditions/semantic-lexicon.ts';
export { isDeepEqual } from './conditions/value-comparison.ts';
export { createZone, type LocalTime, type Zone } from './conditions/zone.ts';
export { MAX_DOCUMENT_BYTES } from './decode-text.ts';
export { compareDecimals, isNumeral, parseDecimal, type Decimal } from './decimal.ts';
export type {
  Document,
  Located,
  LocatedEntry,
  LocatedList,
  LocatedMap,
  LocatedScalar,
  Range,
} from './document.ts';
export { editPolicyText } from './edit/edit-policy-text.ts';
export { edited, freeName, type InsertedRule, type PolicyEdit } from './edit/policy-edit.ts';
export { ruleLines } from './edit/rule-text.ts';
export { formatDocument } from './format-document.ts';
export { loadPolicy, loadPolicyOrReference } from './load-policy.ts';
export type { LoadedPolicy, PolicyReference } from './loaded-policy.ts';
export {
  policyBuilder,
  type AlwaysInput,
  type Globs,
  type MatchInput,
  type NeverInput,
  type PolicyBuilder,
  type RegionInput,
  type RuleBuilder,
} from './policy-builder.ts';
export { POLICY_CODES, type PolicyCode } from './policy-codes.ts';
export { policyDefinitions, policySchema } from './policy-schema.ts';
export { readDocument } from './read-document.ts';
export { reportAs, withoutRepetitions, type Report } from './report.ts';
export {
  entryOf,
  plainValue,
  readChoice,
  readList,
  readMap,
  readString,
  reportMissingKeys,
  reportUnknownKeys,
} from './shape.ts';
