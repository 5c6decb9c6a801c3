import type { Criteria, EntryReference, Selection } from '../audit/index.ts';
import type { Policy } from '../model/index.ts';

/** What a report is made from. What is absent was not given. */
export interface Evidence {
  readonly log?: CheckedLog;
  readonly policy?: GivenPolicy;
  readonly code?: CodeFacts;
}

/** A log that was checked from its first entry to its last. */
export interface CheckedLog {
  /** As the user named it. */
  readonly file: string;
  readonly id: string;
  readonly algorithm: string;
  /** Of the whole log. */
  readonly entries: number;
  /** What was found to be changed, one sentence each; empty where nothing was. */
  readonly problems: readonly string[];
  /** How many entries the largest checkpoint covers that holds; 0 without one. */
  readonly checkpointed: number;
  readonly signature: 'valid' | 'not checked';
  readonly read: LogEvidence;
}

/** Answers questions about a period of a checked log; counts, and never more entries than are asked for. */
export interface LogEvidence {
  /** Timestamps as events have them: from this one on, and before that one. */
  readonly period: { readonly since?: string; readonly until?: string };
  span(): { readonly entries: number; readonly first?: string; readonly last?: string };
  firstChained(): string | undefined;
  /** How many entries of the period have a number up to this one. */
  upTo(id: number): number;
  count(selection: Selection, also?: Criteria): number;
  first(selection: Selection, limit: number, also?: Criteria): readonly EntryReference[];
  backwards(seconds: number, limit: number): Found;
  silences(limit: number): Found & { readonly heartbeats: number };
  newestDecision(): { readonly policy: string; readonly entry: EntryReference } | undefined;
  days(): readonly DayOfDecisions[];
}

export interface Found {
  readonly total: number;
  readonly entries: readonly EntryReference[];
}

export interface DayOfDecisions {
  readonly day: string;
  readonly auto: number;
  readonly approve: number;
  readonly block: number;
}

export interface GivenPolicy {
  /** As the user named it. */
  readonly file: string;
  readonly policy: Policy;
  /** What its suites show; absent where there are none beside it. */
  readonly tests?: { readonly failed: number; readonly percent: number };
}

/** What a scan report says. */
export interface CodeFacts {
  readonly file: string;
  /** False when the scan was interrupted. */
  readonly isComplete: boolean;
  /** AI calls outside tests. */
  readonly calls: number;
  readonly governed: number;
  /** Where the others are: `src/ask.ts:12`. */
  readonly ungoverned: readonly string[];
  readonly toolRisks: number;
  readonly openToolRisks: readonly string[];
  readonly considered: number;
  readonly notRead: readonly string[];
}
