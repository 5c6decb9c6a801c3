import type { Diagnostic, Source, Span } from '../base/index.ts';
import type { Policy } from '../model/index.ts';

/** A policy with what the file tells beyond it. */
export interface LoadedPolicy {
  readonly kind: 'policy';
  readonly policy: Policy;
  /** The same as `policy.hash`. */
  readonly hash: string;
  /** The text that `hash` is the SHA-256 of: RFC 8785 of the policy as written. */
  readonly canonical: string;
  readonly source: Source;
  /** Where each rule stands, by its index. */
  readonly ruleSpans: readonly Span[];
  /** Where the defaults stand; the version where they are left out. */
  readonly defaultsSpan: Span;
  /** Where each invariant stands, by its index. */
  readonly invariantSpans: readonly Span[];
  /** Warnings and hints; errors make loading fail. */
  readonly notes: readonly Diagnostic[];
}

/** `policy: {path: <file>}`: the policy is in another file, relative to the one that says so. */
export interface PolicyReference {
  readonly kind: 'reference';
  readonly path: string;
  readonly span: Span;
}
