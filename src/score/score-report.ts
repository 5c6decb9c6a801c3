import type { Risk } from '../scan/index.ts';

/** A letter for a score, as in school. */
export type Grade = 'A+' | 'A' | 'B' | 'C' | 'D' | 'F';

export interface ScoreReport {
  /** 0 to 100, an integer; `null` when there is nothing to judge (no AI call that counts). */
  readonly score: number | null;
  readonly grade: Grade | null;
  readonly parts: readonly ScorePart[];
}

export type PartName = 'coverage' | 'policy strength' | 'evidence';

/** One part of the score: `points` of `of`, or the reason why it could not be judged (it then earns nothing). */
export type ScorePart =
  | {
      readonly name: 'coverage';
      readonly of: number;
      readonly judged: true;
      readonly points: number;
      readonly rows: readonly CoverageRow[];
    }
  | {
      readonly name: 'policy strength' | 'evidence';
      readonly of: number;
      readonly judged: true;
      readonly points: number;
      readonly rows: readonly StrengthRow[];
    }
  | { readonly name: PartName; readonly of: number; readonly judged: false; readonly why: string };

/** A claim about the policy or the log: all its points where it holds, none where not; tests and answers earn a share. */
export interface StrengthRow {
  readonly claim: string;
  readonly of: number;
  readonly points: number;
}

/** The calls of one risk: how many there are, how many of them something decides about, and what each weighs. */
export interface CoverageRow {
  readonly risk: Risk;
  readonly weight: number;
  readonly calls: number;
  readonly governed: number;
}
