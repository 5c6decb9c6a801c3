import { AegisBug } from '../base/index.ts';
import type { Decision } from '../model/index.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import type { ActionInput } from './parse-action.ts';

/**
 * What happens to an action at an instant (milliseconds since 1970-01-01T00:00:00Z; without one every time condition is
 * unknown). Any value is accepted as a name or parameter; never throws.
 */
export function decide(_compiled: CompiledPolicy, _action: ActionInput, _at?: number): Decision {
  throw new AegisBug('under construction');
}
