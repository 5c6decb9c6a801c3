import type { Json } from '../base/index.ts';

/**
 * The JSON Schema (draft 2020-12) of a bare policy. It is self-contained but for `$id`: all its references are to
 * `#/$defs/...`, so whoever nests it takes `policyDefinitions()` into their own `$defs` and refers to
 * `#/$defs/policy`.
 */
export function policySchema(): Json {
  return { $ref: '#/$defs/policy', $defs: policyDefinitions() };
}

/** The `$defs` of the policy schema; `policy` is the policy itself, `policyReference` is `{path: <file>}`. */
export function policyDefinitions(): { readonly [name: string]: Json } {
  return { policy: {}, policyReference: {} };
}
