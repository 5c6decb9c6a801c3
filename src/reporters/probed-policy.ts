import type { ProbeReport } from '../probe/index.ts';
import type { LoadedPolicy } from '../policy/index.ts';

/** A policy and what a probe of it found. */
export interface ProbedPolicy {
  /** The file that was asked for. */
  readonly file: string;
  readonly loaded: LoadedPolicy;
  readonly report: ProbeReport;
}
