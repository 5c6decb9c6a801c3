import { sha256Hex } from '../base/index.ts';

/** What makes a finding the same finding after other lines were added, moved or removed. */
export interface Identity {
  /** Project path. */
  readonly file: string;
  readonly sdk: string;
  /** The callee as written, white space folded. */
  readonly call: string;
  /** Name of the enclosing function with its class; empty at module level. */
  readonly enclosing: string;
}

/**
 * Gives each finding its fingerprint, 32 hex digits: of its identity and its ordinal among the findings of equal identity.
 * The findings of a file must come in source order.
 */
export function createFingerprints(): (identity: Identity) => string {
  const counts = new Map<string, number>();
  return ({ file, sdk, call, enclosing }) => {
    const identity = JSON.stringify([file, sdk, enclosing, call]);
    const ordinal = counts.get(identity) ?? 0;
    counts.set(identity, ordinal + 1);
    return sha256Hex(`${ordinal} ${identity}`).slice(0, 32);
  };
}
