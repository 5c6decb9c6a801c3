import { AegisBug } from '../base/index.ts';
import { withFormulas } from '../decision/index.ts';
import type { Formula } from '../policy/index.ts';
import type { AnalyzedPolicy, Line } from './analyzed-policy.ts';
import { extentOf, type Alignment, type RuleChange } from './align-rules.ts';
import { ranksOf, type Ranks } from './diff-ranks.ts';
import type { Box } from './space.ts';

/**
 * One box and the lines that it is in two policies. A rule that both have is one strand, and so is one that has changed
 * only its place or its decision: it is true for the same actions.
 */
export interface Strand {
  readonly box: Box;
  readonly old?: Line;
  readonly new?: Line;
  /** What it decides in both policies, and in either alone. */
  readonly ranks: Ranks;
  readonly ranksInOld: Ranks;
  readonly ranksInNew: Ranks;
  /** Absent for a rule that both have. */
  readonly change?: RuleChange;
}

export type OldStrand = Strand & { readonly old: Line };
export type NewStrand = Strand & { readonly new: Line };

/** The lines of two policies of one space as strands. */
export interface Strands {
  readonly all: readonly Strand[];
  /** In the order of the old policy. */
  readonly old: readonly OldStrand[];
  /** In the order of the new policy. */
  readonly new: readonly NewStrand[];
  /** The new policy with the boxes of the strands, and so with formulas of the old one: what is assumed of these holds. */
  readonly after: AnalyzedPolicy;
}

export function strandsOf(before: AnalyzedPolicy, after: AnalyzedPolicy, alignment: Alignment): Strands {
  const changed = alignment.changes.flatMap((change) => strandsOfChange(before, after, change));
  const ofOld = new Map(changed.map((strand) => [strand.old?.index, strand]));
  const ofNew = new Map(changed.map((strand) => [strand.new?.index, strand]));
  for (const [from, to] of alignment.toNew) {
    const old = before.lines[from] as Line;
    const strand = strandOf(old, after.lines[to], undefined);
    ofOld.set(from, strand);
    ofNew.set(to, strand);
  }
  const old = before.lines.map(({ index }) => ofOld.get(index) as OldStrand);
  const now = after.lines.map(({ index }) => ofNew.get(index) as NewStrand);
  return {
    all: [...new Set([...old, ...now])],
    old,
    new: now,
    after: withBoxesOf(after, now),
  };
}

function withBoxesOf(after: AnalyzedPolicy, strands: readonly NewStrand[]): AnalyzedPolicy {
  const formulas = new Map<Formula | undefined, Formula | undefined>(
    after.lines.map(({ box, index }) => [box.formula, strands[index]?.box.formula]),
  );
  return {
    ...after,
    compiled: withFormulas(after.compiled, (formula) => formulas.get(formula) ?? formula),
    lines: strands.map((strand) => strand.new),
  };
}

function strandsOfChange(
  before: AnalyzedPolicy,
  after: AnalyzedPolicy,
  change: RuleChange,
): readonly Strand[] {
  const { old, new: now } = change;
  if (old === undefined || now === undefined) return [strandOf(old, now, change)];
  if (extentOf(before, old) === extentOf(after, now)) return [strandOf(old, now, change)];
  return [strandOf(old, undefined, change), strandOf(undefined, now, change)];
}

function strandOf(old: Line | undefined, now: Line | undefined, change: RuleChange | undefined): Strand {
  const box = (old ?? now)?.box;
  if (box === undefined) throw new AegisBug('a change without a rule');
  return {
    box,
    ...(old === undefined ? {} : { old }),
    ...(now === undefined ? {} : { new: { ...now, box } }),
    ranks: ranksOf(old, now),
    ranksInOld: ranksOf(old, undefined),
    ranksInNew: ranksOf(undefined, now),
    ...(change === undefined ? {} : { change }),
  };
}
