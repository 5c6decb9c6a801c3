export { compilePolicy, type CompiledPolicy } from './compile-policy.ts';
export { decide } from './decide.ts';
export { engineName } from './engine-name.ts';
export {
  explain,
  type ConditionTrace,
  type Explanation,
  type MatchTrace,
  type RuleTrace,
} from './explain.ts';
export { parseAction, type ActionInput } from './parse-action.ts';
export { ACTION_CODES } from './action-codes.ts';
