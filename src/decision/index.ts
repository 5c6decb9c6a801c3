export { compilePolicy, type CompiledPolicy, type CompiledRule } from './compile-policy.ts';
export { decide } from './decide.ts';
export { decideAsync, type DecideAsyncOptions, type SemanticEvaluator } from './decide-async.ts';

export {
  explain,
  type ConditionTrace,
  type Explanation,
  type MatchTrace,
  type RuleTrace,
} from './explain.ts';
export { instantInZone } from './instant-in-zone.ts';
export type { Outcome } from './outcome.ts';
export { planOf } from './plan-of.ts';
export type { Plan } from './plan.ts';
export { parseAction, type ActionInput } from './parse-action.ts';
export { rememberAnswers } from './remember-answers.ts';
export { ACTION_CODES } from './action-codes.ts';
export { withFormulas } from './with-formulas.ts';
