import type { CodePointSet } from './code-point-set.ts';

/** A deterministic automaton that reads a text character by character and has a verdict on what it has read. */
export interface TextReader {
  /** The sets of code points that it tells from their complements. */
  readonly sets: readonly CodePointSet[];
  readonly start: number;
  /** How many verdicts there are; they are numbered from 0. */
  readonly verdictCount: number;
  /** The state after one more character. */
  step(state: number, codePoint: number): number;
  /** The verdict on a text that ends in this state. */
  verdictAt(state: number): number;
}
