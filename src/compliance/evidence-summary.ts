import type { DayOfDecisions, Evidence } from './evidence.ts';

/** What a report was made from, as it is shown. */
export interface EvidenceSummary {
  readonly log?: {
    readonly file: string;
    readonly id: string;
    readonly algorithm: string;
    readonly entries: number;
    readonly problems: readonly string[];
    readonly checkpointed: number;
    readonly signature: 'valid' | 'not checked';
    readonly period: PeriodShown;
    readonly days: readonly DayOfDecisions[];
  };
  readonly policy?: { readonly file: string; readonly hash: string };
  readonly code?: { readonly file: string; readonly calls: number; readonly governed: number };
}

export interface PeriodShown {
  /** As it was asked for; absent where the log was taken from its beginning, or to its end. */
  readonly since?: string;
  readonly until?: string;
  /** Of the entries that are in it. */
  readonly entries: number;
  readonly first?: string;
  readonly last?: string;
}

export function evidenceSummary({ log, policy, code }: Evidence): EvidenceSummary {
  return {
    ...(log === undefined ? {} : { log: logSummary(log) }),
    ...(policy === undefined ? {} : { policy: { file: policy.file, hash: policy.policy.hash } }),
    ...(code === undefined ? {} : { code: { file: code.file, calls: code.calls, governed: code.governed } }),
  };
}

function logSummary({ read, ...log }: NonNullable<Evidence['log']>): NonNullable<EvidenceSummary['log']> {
  return { ...log, period: { ...read.period, ...read.span() }, days: read.days() };
}
