import type { CompiledPolicy } from './compile-policy.ts';
import { plansOf } from './decide.ts';
import { judgeNames } from './judge-names.ts';
import type { ActionInput } from './parse-action.ts';
import type { Plan } from './plan.ts';

/**
 * The rules that the names of an action leave, as they are spelled (what they look like is not considered); `undefined`
 * for an action that cannot be judged.
 */
export function planOf(compiled: CompiledPolicy, action: ActionInput): Plan | undefined {
  const names = judgeNames(compiled, action);
  return typeof names === 'string' ? undefined : plansOf(compiled, names)[0];
}
