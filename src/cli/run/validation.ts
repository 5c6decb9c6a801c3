import type { PolicyAnalysis } from '../../analysis/index.ts';
import type { Diagnostic } from '../../base/index.ts';
import type { PolicyOutcome } from '../open-policy.ts';

/** What `validate` has to say about a file that could be read. */
export type Validation =
  | {
      readonly outcome: Extract<PolicyOutcome, { readonly kind: 'refused' }>;
      readonly diagnostics: readonly Diagnostic[];
    }
  | {
      readonly outcome: Extract<PolicyOutcome, { readonly kind: 'loaded' }>;
      readonly diagnostics: readonly Diagnostic[];
      readonly analysis: PolicyAnalysis;
      /** Given with `--timeout`: seconds, and whether they were over before the questions. */
      readonly timeout?: { readonly seconds: number; readonly isOver: boolean };
    };
