import { APPROVALS, DEFAULT_RULE, RISK_LEVELS } from '../model/index.ts';
import { alignRules, nameOf, type Alignment, type RuleChange } from './align-rules.ts';
import { participantsAt, type AnalyzedPolicy, type Line } from './analyzed-policy.ts';
import { ask, type Answer } from './ask.ts';
import type { Budget } from './budget.ts';
import { NameOverlaps } from './diff-name-overlaps.ts';
import { reasonChanges, type ReasonChange } from './diff-reasons.ts';
import {
  isDifference,
  isWithin,
  joined,
  keyOf,
  NOTHING,
  raisingSets,
  ranksOf,
  reachable,
  type Ranks,
} from './diff-ranks.ts';
import { strandsOf, type NewStrand, type OldStrand, type Strand, type Strands } from './diff-strands.ts';
import type { Point } from './point.ts';
import { looksLikeAnother, replay } from './replay.ts';
import type { Constraint } from './solve.ts';
import { FALSE, TRUE, UNKNOWN } from './truth-mask.ts';

/** An approval and a risk, by rank. */
export interface Outcome {
  readonly approvalRank: number;
  readonly riskRank: number;
}

/** Actions that a change of a rule makes decided in one way where they were decided in another. */
export interface DifferenceClass {
  readonly change: RuleChange;
  readonly old: Outcome;
  readonly new: Outcome;
  readonly point: Point;
}

export interface Differences {
  readonly alignment: Alignment;
  readonly classes: readonly DifferenceClass[];
  readonly reasons: readonly ReasonChange[];
  /** The new policy as its points are to be replayed: see `Strands`. */
  readonly after: AnalyzedPolicy;
  /** The changes that may have more classes, because a question went out of budget. */
  readonly notProved: readonly RuleChange[];
  /** Whether every difference is in one of the classes. */
  readonly isComplete: boolean;
}

/**
 * Whose decision differs between two policies of one space: one class for each changed rule, old decision and new
 * decision. A decision differs only where a changed rule takes part, so for each of them the pairs of rules that may be
 * the first true ones are asked about, together with the rules that being unknown would join them. A difference belongs
 * to the changed rule that decides: in the new policy, else in the old one, else to one that is unknown.
 */
export function differencesBetween(
  before: AnalyzedPolicy,
  after: AnalyzedPolicy,
  budget: Budget,
): Differences {
  const alignment = alignRules(before, after);
  const strands = strandsOf(before, after, alignment);
  const comparison: Comparison = {
    before,
    after: strands.after,
    strands,
    overlaps: new NameOverlaps(before.space),
    budget,
  };
  const searches = alignment.changes.map((change) => new ChangeSearch(comparison, change));
  for (const search of searches) search.run();
  const notProved = searches.filter(({ isComplete }) => !isComplete).map(({ change }) => change);
  return {
    alignment,
    classes: searches.flatMap(({ found }) => [...found.values()]),
    reasons: reasonChanges(before, strands.after, alignment, budget),
    after: strands.after,
    notProved,
    isComplete: notProved.length === 0,
  };
}

interface Comparison {
  readonly before: AnalyzedPolicy;
  /** With the boxes of the strands, so that a constraint on a rule of both is one constraint. */
  readonly after: AnalyzedPolicy;
  readonly strands: Strands;
  readonly overlaps: NameOverlaps;
  readonly budget: Budget;
}

/** The first true line of each policy. */
interface Deciders {
  readonly old: OldStrand;
  readonly new: NewStrand;
}

/** A strand that, being unknown, joins the decision about a pair of deciders. */
interface JoiningStrand {
  readonly strand: Strand;
  readonly ranks: Ranks;
}

/** Finds the classes of one change. */
class ChangeSearch {
  readonly found = new Map<number, DifferenceClass>();
  readonly change: RuleChange;
  isComplete = true;
  private readonly comparison: Comparison;
  /** By strand of this change: the strands that may be unknown where it takes part. */
  private readonly meeting = new Map<Strand, readonly Strand[]>();

  constructor(comparison: Comparison, change: RuleChange) {
    this.comparison = comparison;
    this.change = change;
  }

  run(): void {
    const { all } = this.comparison.strands;
    for (const changed of all.filter(({ change }) => change === this.change)) {
      for (const deciders of this.pairsWith(changed)) {
        if (this.isGivenUp()) return;
        this.explore(changed, deciders);
      }
      if (!mayBeUnknown(changed)) continue;
      for (const both of all) {
        if (this.isGivenUp()) return;
        if (!isInBoth(both) || both.change !== undefined || !this.mayBothTakePart(changed, both)) continue;
        const deciders = { old: both, new: both };
        if (joins(changed, deciders)) this.explore(changed, deciders);
      }
    }
  }

  /** Whether nothing more can be asked; there may be more classes then. */
  private isGivenUp(): boolean {
    if (this.comparison.budget.isSpent) this.isComplete = false;
    return this.comparison.budget.isSpent;
  }

  /** The pairs of deciders of which one is the strand and whose difference belongs to this change. */
  private *pairsWith(changed: Strand): Generator<Deciders, void> {
    const { strands, before, after } = this.comparison;
    const belongs = ({ old, new: now }: Deciders): boolean =>
      ownerOf(old, now, before, after) === this.change;
    if (isNew(changed)) {
      for (const old of strands.old) {
        const deciders = { old, new: changed };
        if (this.mayDecide(deciders) && belongs(deciders)) yield deciders;
      }
    }
    if (isOld(changed)) {
      for (const now of strands.new) {
        const deciders = { old: changed, new: now };
        if (now.change !== this.change && this.mayDecide(deciders) && belongs(deciders)) yield deciders;
      }
    }
  }

  /** Whether both may be the first true ones: where one stands in the other policy too, it is true there. */
  private mayDecide({ old, new: now }: Deciders): boolean {
    if (old.new !== undefined && old.new.index < now.new.index) return false;
    if (now.old !== undefined && now.old.index < old.old.index) return false;
    return old === now || this.comparison.overlaps.mayBothBeTrue(old.box, now.box);
  }

  private explore(changed: Strand, deciders: Deciders): void {
    const isDecider = deciders.old === changed || deciders.new === changed;
    const decided = ranksOf(deciders.old.old, deciders.new.new);
    const plain = isDecider ? decided : joined(decided, addedBy(changed, deciders));
    const joining = this.joining(changed, deciders, plain);
    const wanted = this.wanted(plain, joining);
    if (wanted.length === 0) return;
    const base = [
      { box: deciders.old.box, allowed: TRUE },
      { box: deciders.new.box, allowed: TRUE },
      ...(isDecider ? [] : [unknown(changed)]),
    ];
    if (this.ask(base, deciders, undefined).kind === 'none') return;
    /** Whether the strand may be unknown at all where these decide. */
    const isPossible = memoized(
      (strand: Strand) => this.ask([...base, unknown(strand)], deciders, undefined).kind !== 'none',
    );
    const fit = (one: JoiningStrand, others: readonly JoiningStrand[]): boolean =>
      others.every((other) => this.mayBothTakePart(one.strand, other.strand));
    for (const target of wanted) {
      for (const raising of raisingSets(plain, target, joining, fit)) {
        if (this.found.has(keyOf(target))) break;
        if (raising.length > 1 && !raising.every(({ strand }) => isPossible(strand))) continue;
        this.ask([...base, ...raising.map(({ strand }) => unknown(strand))], deciders, target);
      }
    }
  }

  /** The differences that are not found yet and that these strands can add up to. */
  private wanted(plain: Ranks, joining: readonly JoiningStrand[]): readonly Ranks[] {
    const distinct = new Map(joining.map(({ ranks }) => [keyOf(ranks), ranks]));
    return reachable(plain, [...distinct.values()]).filter(
      (target) => isDifference(target) && !this.found.has(keyOf(target)),
    );
  }

  /** The strands that may be unknown where these decide and that add something to what they decide. */
  private joining(changed: Strand, deciders: Deciders, plain: Ranks): readonly JoiningStrand[] {
    const joining: JoiningStrand[] = [];
    for (const strand of this.strandsMeeting(changed)) {
      const ranks = addedBy(strand, deciders);
      if (strand === deciders.old || strand === deciders.new || isWithin(ranks, plain)) continue;
      if (this.mayBothTakePart(strand, deciders.old) && this.mayBothTakePart(strand, deciders.new))
        joining.push({ strand, ranks });
    }
    return joining;
  }

  private mayBothTakePart(a: Strand, b: Strand): boolean {
    return this.comparison.overlaps.mayBothTakePart(a.box, b.box);
  }

  /** The strands that may be unknown where the changed one takes part. */
  private strandsMeeting(changed: Strand): readonly Strand[] {
    const known = this.meeting.get(changed);
    if (known !== undefined) return known;
    const meeting = this.comparison.strands.all.filter(
      (strand) => strand !== changed && mayBeUnknown(strand) && this.meet(changed, strand),
    );
    this.meeting.set(changed, meeting);
    return meeting;
  }

  /** Whether one may be unknown where the other is not false; in doubt, yes. */
  private meet(changed: Strand, strand: Strand): boolean {
    const { before, overlaps, budget } = this.comparison;
    if (!overlaps.mayBothTakePart(changed.box, strand.box)) return false;
    const constraints = [{ box: changed.box, allowed: TRUE | UNKNOWN }, unknown(strand)];
    return ask(before.space, { constraints, broken: () => [] }, budget).kind !== 'none';
  }

  /** A point where these decide, and where no more than the target is decided. Keeps what the point shows. */
  private ask(constraints: readonly Constraint[], deciders: Deciders, target: Ranks | undefined): Answer {
    const { before, after, budget } = this.comparison;
    const broken = (point: Point): readonly Constraint[] => [
      ...brokenBefore(before, point, deciders.old.old, target?.slice(0, 2)),
      ...brokenBefore(after, point, deciders.new.new, target?.slice(2)),
    ];
    const answer = ask(before.space, { constraints, broken }, budget);
    if (answer.kind === 'out-of-budget') this.isComplete = false;
    if (answer.kind === 'found') this.keep(answer.point);
    return answer;
  }

  private keep(point: Point): void {
    const { before, after } = this.comparison;
    const old = decidedAt(before, point);
    const now = decidedAt(after, point);
    const ranks: Ranks = [old.approvalRank, old.riskRank, now.approvalRank, now.riskRank];
    if (isDifference(ranks) && !this.found.has(keyOf(ranks)))
      this.found.set(keyOf(ranks), { change: this.change, old, new: now, point });
  }
}

function memoized<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key) as Value;
  };
}

function unknown({ box }: Strand): Constraint {
  return { box, allowed: UNKNOWN };
}

function isOld(strand: Strand): strand is OldStrand {
  return strand.old !== undefined;
}

function isNew(strand: Strand): strand is NewStrand {
  return strand.new !== undefined;
}

function isInBoth(strand: Strand): strand is OldStrand & NewStrand {
  return isOld(strand) && isNew(strand);
}

/** The change that a difference between two decisions belongs to. The defaults have it only where nothing else does. */
function ownerOf(
  old: OldStrand,
  now: NewStrand,
  before: AnalyzedPolicy,
  after: AnalyzedPolicy,
): RuleChange | undefined {
  const ofNew = nameOf(after, now.new) === DEFAULT_RULE ? undefined : now.change;
  const ofOld = nameOf(before, old.old) === DEFAULT_RULE ? undefined : old.change;
  return ofNew ?? ofOld ?? now.change ?? old.change;
}

/** What the strand, being unknown, adds to the decisions: in a policy where it stands before the decider. */
function addedBy(strand: Strand, deciders: Deciders): Ranks {
  const inOld = strand.old !== undefined && strand.old.index < deciders.old.old.index;
  const inNew = strand.new !== undefined && strand.new.index < deciders.new.new.index;
  if (inOld) return inNew ? strand.ranks : strand.ranksInOld;
  return inNew ? strand.ranksInNew : NOTHING;
}

function joins(strand: Strand, { old, new: now }: Deciders): boolean {
  return (
    (strand.old !== undefined && strand.old.index < old.old.index) ||
    (strand.new !== undefined && strand.new.index < now.new.index)
  );
}

/** Whether a rule can be unknown at all: it has conditions, or names that may not be given. */
function mayBeUnknown({ box }: Strand): boolean {
  return box.formula !== undefined || !box.names.target.isAll || !box.names.agent.isAll;
}

/** A look-alike name is decided as both names, which only the engine does. */
function decidedAt(analyzed: AnalyzedPolicy, point: Point): Outcome {
  if (!looksLikeAnother(point.action)) {
    const lines = participantsAt(analyzed, point).map(({ line }) => line);
    return {
      approvalRank: Math.max(...lines.map(({ approvalRank }) => approvalRank)),
      riskRank: Math.max(...lines.map(({ riskRank }) => riskRank)),
    };
  }
  const { approval, riskLevel } = replay(analyzed, point);
  return { approvalRank: APPROVALS.indexOf(approval), riskRank: RISK_LEVELS.indexOf(riskLevel) };
}

/** What lines before the decider should have been: none is true, and none exceeds the target. */
function brokenBefore(
  analyzed: AnalyzedPolicy,
  point: Point,
  decider: Line,
  most: readonly number[] | undefined,
): readonly Constraint[] {
  const [approval = Infinity, risk = Infinity] = most ?? [];
  return participantsAt(analyzed, point).flatMap(({ line, truth }): readonly Constraint[] => {
    if (line.index >= decider.index) return [];
    if (line.approvalRank > approval || line.riskRank > risk) return [{ box: line.box, allowed: FALSE }];
    return truth === true ? [{ box: line.box, allowed: FALSE | UNKNOWN }] : [];
  });
}
