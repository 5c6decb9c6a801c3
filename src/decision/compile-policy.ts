import { AegisBug } from '../base/index.ts';
import type { Policy } from '../model/index.ts';

/** A policy made ready for many decisions. Its caches are bounded; it holds no other state. */
export interface CompiledPolicy {
  readonly policy: Policy;
  readonly engine: string;
}

/** Compiles once for many decisions. `timeZoneData` goes into the decision's `engine`; see `engineName`. */
export function compilePolicy(
  _policy: Policy,
  _options: { readonly timeZoneData?: string } = {},
): CompiledPolicy {
  throw new AegisBug('under construction');
}
