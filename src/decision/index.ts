export { compilePolicy, type CompiledPolicy } from './compile-policy.ts';
export { decide } from './decide.ts';

export {
  explain,
  type ConditionTrace,
  type Explanation,
  type MatchTrace,
  type RuleTrace,
} from './explain.ts';
export { instantInZone } from './instant-in-zone.ts';
export { parseAction, type ActionInput } from './parse-action.ts';
export { ACTION_CODES } from './action-codes.ts';
