import type { ScoreReport } from '../score/index.ts';

/** A score with what it is the score of. */
export interface ScoredProject {
  /** As the user named it. */
  readonly folder: string;
  readonly policy?: { readonly file: string; readonly hash: string };
  readonly report: ScoreReport;
}
