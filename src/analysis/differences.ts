import { APPROVALS, RISK_LEVELS } from '../model/index.ts';
import { participantsAt, type AnalyzedPolicy, type Line } from './analyzed-policy.ts';
import { alignRules, type Alignment, type RuleChange } from './align-rules.ts';
import { ask, type Answer } from './ask.ts';
import type { Budget } from './budget.ts';
import type { Point } from './point.ts';
import { looksLikeAnother, replay } from './replay.ts';
import type { Constraint } from './solve.ts';
import { FALSE, TRUE, UNKNOWN, type TruthMask } from './truth-mask.ts';

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
  /** Whether every difference is in one of the classes; false where a question went out of budget. */
  readonly isComplete: boolean;
}

/**
 * Whose decision differs between two policies of one space: one class for each changed rule, old decision and new
 * decision. A decision differs only where a changed rule takes part, so for each of them the pairs of rules that may be
 * the first true ones are asked about, together with the rules that being unknown would join them.
 */
export function differencesBetween(
  before: AnalyzedPolicy,
  after: AnalyzedPolicy,
  budget: Budget,
): Differences {
  const alignment = alignRules(before, after);
  const comparison: Comparison = {
    before,
    after: withSharedBoxes(before, after, alignment),
    alignment,
    budget,
  };
  const classes: DifferenceClass[] = [];
  let isComplete = true;
  for (const change of alignment.changes) {
    const search = new ChangeSearch(comparison, change);
    search.run();
    classes.push(...search.found.values());
    isComplete &&= search.isComplete;
  }
  return { alignment, classes, isComplete };
}

interface Comparison {
  readonly before: AnalyzedPolicy;
  readonly after: AnalyzedPolicy;
  readonly alignment: Alignment;
  readonly budget: Budget;
}

/** A line that both have has one box, so that a constraint on it is one constraint. */
function withSharedBoxes(
  before: AnalyzedPolicy,
  after: AnalyzedPolicy,
  { toOld }: Alignment,
): AnalyzedPolicy {
  const lines = after.lines.map((line) => {
    const old = toOld.get(line.index);
    return old === undefined ? line : { ...line, box: (before.lines[old] as Line).box };
  });
  return { ...after, lines };
}

/** The first true line of each policy. */
interface Deciders {
  readonly old: Line;
  readonly new: Line;
}

type Side = keyof Deciders;

/** Finds the classes of one change. */
class ChangeSearch {
  readonly found = new Map<string, DifferenceClass>();
  isComplete = true;
  private readonly comparison: Comparison;
  private readonly change: RuleChange;
  /** By side and changed line: the lines that may be unknown where that line takes part. */
  private readonly raisers = new Map<Line, Readonly<Record<Side, readonly Line[]>>>();

  constructor(comparison: Comparison, change: RuleChange) {
    this.comparison = comparison;
    this.change = change;
  }

  run(): void {
    for (const side of ['old', 'new'] as const) {
      const line = this.change[side];
      if (line === undefined) continue;
      const changed = this.linesOf(side)[line.index] as Line;
      for (const deciders of this.decidersWith(side, changed)) this.explore(side, changed, deciders);
    }
  }

  /** The pairs of lines that may decide where the changed line takes part. */
  private *decidersWith(side: Side, changed: Line): Generator<Deciders, void> {
    const other = opposite(side);
    for (const line of this.linesOf(other)) {
      if (!this.isAtOrBefore(other, line, side, changed)) yield pairOf(side, changed, line);
    }
    if (!mayBeUnknown(changed)) return;
    for (const mine of this.linesOf(side).slice(changed.index + 1)) {
      const image = this.imageOf(side, mine);
      const theirs = image === undefined ? this.linesOf(other) : this.linesOf(other).slice(0, image + 1);
      for (const line of theirs) {
        // Where both are in both policies, the first true line is the same.
        const isPossible =
          image === line.index || image === undefined || this.imageOf(other, line) === undefined;
        if (isPossible && !this.isBefore(other, line, side, mine)) yield pairOf(side, mine, line);
      }
    }
  }

  /** Whether a line of one policy stands in the other too, there before the given line: it would decide there. */
  private isBefore(from: Side, line: Line, to: Side, place: Line): boolean {
    const image = this.imageOf(from, line);
    return image !== undefined && image < place.index && to !== from;
  }

  private isAtOrBefore(from: Side, line: Line, to: Side, place: Line): boolean {
    return this.isBefore(from, line, to, place);
  }

  private explore(side: Side, changed: Line, deciders: Deciders): void {
    const isDecider = deciders[side] === changed;
    const plain = {
      old: isDecider || side !== 'old' ? outcomeOf(deciders.old) : joined(outcomeOf(changed), deciders.old),
      new: isDecider || side !== 'new' ? outcomeOf(deciders.new) : joined(outcomeOf(changed), deciders.new),
    };
    const raisers = this.raisersOf(side, changed);
    const before = {
      old: raisers.old.filter(({ index }) => index < deciders.old.index),
      new: raisers.new.filter(({ index }) => index < deciders.new.index),
    };
    const wanted = this.targets(plain, before);
    if (wanted.length === 0) return;
    const base = [
      { box: deciders.old.box, allowed: TRUE },
      { box: deciders.new.box, allowed: TRUE },
      ...(isDecider ? [] : [{ box: changed.box, allowed: UNKNOWN }]),
    ];
    const first = this.record(this.ask(base, deciders, undefined));
    if (first.kind === 'none') return;
    for (const target of wanted) {
      if (this.found.has(keyOf(target))) continue;
      for (const raising of combinations(plain, target, before)) {
        const constraints = [...base, ...raising.map(({ box }) => ({ box, allowed: UNKNOWN }))];
        this.record(this.ask(constraints, deciders, target));
        if (this.found.has(keyOf(target))) break;
      }
    }
  }

  /** The pairs of different outcomes that are not found yet and that these lines can add up to. */
  private targets(plain: Target, raisers: Readonly<Record<Side, readonly Line[]>>): readonly Target[] {
    const olds = reachable(plain.old, raisers.old);
    const news = reachable(plain.new, raisers.new);
    return olds
      .flatMap((old) => news.map((other) => ({ old, new: other })))
      .filter((target) => !isSame(target.old, target.new) && !this.found.has(keyOf(target)));
  }

  /** The lines that may be unknown where the changed line takes part, by side. */
  private raisersOf(side: Side, changed: Line): Readonly<Record<Side, readonly Line[]>> {
    const known = this.raisers.get(changed);
    if (known !== undefined) return known;
    const ofSide = (which: Side): readonly Line[] =>
      this.linesOf(which).filter(
        (line) => line !== changed && mayBeUnknown(line) && this.meet(changed, line),
      );
    const raisers = { old: ofSide('old'), new: ofSide('new') };
    this.raisers.set(changed, raisers);
    return raisers;
  }

  /** Whether one may be unknown where the other is not false; in doubt, yes. */
  private meet(changed: Line, line: Line): boolean {
    const constraints = [
      { box: changed.box, allowed: TRUE | UNKNOWN },
      { box: line.box, allowed: UNKNOWN },
    ];
    const question = { constraints, broken: () => [] };
    return ask(this.comparison.before.space, question, this.comparison.budget).kind !== 'none';
  }

  /** A point where these lines decide; with a target, where its outcomes are not exceeded. */
  private ask(constraints: readonly Constraint[], deciders: Deciders, target: Target | undefined): Answer {
    const { before, after, budget } = this.comparison;
    const broken = (point: Point): readonly Constraint[] => [
      ...brokenBefore(before, point, deciders.old, target?.old),
      ...brokenBefore(after, point, deciders.new, target?.new),
    ];
    return ask(before.space, { constraints, broken }, budget);
  }

  /** Keeps what the point shows, whatever was asked. */
  private record(answer: Answer): Answer {
    if (answer.kind === 'out-of-budget') this.isComplete = false;
    if (answer.kind !== 'found') return answer;
    const { before, after } = this.comparison;
    const shown = { old: decidedAt(before, answer.point), new: decidedAt(after, answer.point) };
    if (!isSame(shown.old, shown.new) && !this.found.has(keyOf(shown)))
      this.found.set(keyOf(shown), { change: this.change, ...shown, point: answer.point });
    return answer;
  }

  private linesOf(side: Side): readonly Line[] {
    return (side === 'old' ? this.comparison.before : this.comparison.after).lines;
  }

  private imageOf(side: Side, line: Line): number | undefined {
    const { toNew, toOld } = this.comparison.alignment;
    return (side === 'old' ? toNew : toOld).get(line.index);
  }
}

interface Target {
  readonly old: Outcome;
  readonly new: Outcome;
}

function opposite(side: Side): Side {
  return side === 'old' ? 'new' : 'old';
}

function pairOf(side: Side, mine: Line, theirs: Line): Deciders {
  return side === 'old' ? { old: mine, new: theirs } : { old: theirs, new: mine };
}

function keyOf({ old, new: after }: Target): string {
  return [old.approvalRank, old.riskRank, after.approvalRank, after.riskRank].join();
}

function isSame(a: Outcome, b: Outcome): boolean {
  return a.approvalRank === b.approvalRank && a.riskRank === b.riskRank;
}

function outcomeOf({ approvalRank, riskRank }: Line): Outcome {
  return { approvalRank, riskRank };
}

function joined(a: Outcome, b: Outcome): Outcome {
  return {
    approvalRank: Math.max(a.approvalRank, b.approvalRank),
    riskRank: Math.max(a.riskRank, b.riskRank),
  };
}

/** A look-alike name is decided as both names, which only the engine does. */
function decidedAt(analyzed: AnalyzedPolicy, point: Point): Outcome {
  if (!looksLikeAnother(point.action)) {
    return participantsAt(analyzed, point)
      .map(({ line }) => outcomeOf(line))
      .reduce(joined);
  }
  const { approval, riskLevel } = replay(analyzed, point);
  return { approvalRank: APPROVALS.indexOf(approval), riskRank: RISK_LEVELS.indexOf(riskLevel) };
}

/** Whether a rule can be unknown at all: it has conditions, or names that may not be given. */
export function mayBeUnknown({ box }: Line): boolean {
  return box.formula !== undefined || !box.names.target.isAll || !box.names.agent.isAll;
}

function brokenBefore(
  analyzed: AnalyzedPolicy,
  point: Point,
  decider: Line,
  most: Outcome | undefined,
): readonly Constraint[] {
  return participantsAt(analyzed, point).flatMap(({ line, truth }): readonly Constraint[] => {
    if (line.index >= decider.index) return [];
    const exceeds =
      most !== undefined && (line.approvalRank > most.approvalRank || line.riskRank > most.riskRank);
    if (exceeds) return [{ box: line.box, allowed: FALSE }];
    const allowed: TruthMask = FALSE | UNKNOWN;
    return truth === true ? [{ box: line.box, allowed }] : [];
  });
}

/** Every outcome that joining some of the lines can give. */
function reachable(plain: Outcome, lines: readonly Line[]): readonly Outcome[] {
  const outcomes = new Map([[outcomeKey(plain), plain]]);
  for (const outcome of outcomes.values()) {
    for (const line of lines) {
      const higher = joined(outcome, line);
      if (!outcomes.has(outcomeKey(higher))) outcomes.set(outcomeKey(higher), higher);
    }
  }
  return [...outcomes.values()];
}

function outcomeKey({ approvalRank, riskRank }: Outcome): string {
  return `${approvalRank},${riskRank}`;
}

/** The least sets of lines that, unknown, raise the plain outcomes to the target. */
function* combinations(
  plain: Target,
  target: Target,
  raisers: Readonly<Record<Side, readonly Line[]>>,
): Generator<readonly Line[], void> {
  for (const ofOld of raisingSets(plain.old, target.old, raisers.old)) {
    for (const ofNew of raisingSets(plain.new, target.new, raisers.new)) yield [...ofOld, ...ofNew];
  }
}

function* raisingSets(
  plain: Outcome,
  target: Outcome,
  raisers: readonly Line[],
): Generator<readonly Line[], void> {
  if (isSame(plain, target)) {
    yield [];
    return;
  }
  const usable = raisers.filter((line) => isSame(joined(target, line), target));
  for (const line of usable) {
    const raised = joined(plain, line);
    const helps =
      plain.approvalRank < target.approvalRank
        ? line.approvalRank === target.approvalRank
        : line.riskRank === target.riskRank;
    if (!helps) continue;
    for (const rest of raisingSets(raised, target, usable)) yield [line, ...rest];
  }
}
