import { err, ok, type Diagnostic, type Json, type Result } from '../base/index.ts';
import {
  APPROVALS,
  RISK_LEVELS,
  type Approval,
  type Policy,
  type RiskLevel,
  type Rule,
} from '../model/index.ts';
import { loadPolicy, readDocument } from '../policy/index.ts';
import { analyzedIn, participantsAt, type AnalyzedPolicy, type Line } from './analyzed-policy.ts';
import { ask } from './ask.ts';
import { PointTruths } from './box-truth.ts';
import { Budget, DEFAULT_LIMITS } from './budget.ts';
import type { AnalysisOptions } from './check-invariants.ts';
import { NameOverlaps } from './diff-name-overlaps.ts';
import { exampleOf, type Example } from './findings/example.ts';
import type { Point } from './point.ts';
import { earlier } from './reachability.ts';
import { readablePoint } from './readable.ts';
import { replay } from './replay.ts';
import type { Constraint } from './solve.ts';
import { Space, zoneOf, type Box } from './space.ts';
import { allows, FALSE, TRUE, UNKNOWN } from './truth-mask.ts';

/** Actions to look for: those that are in `match` and `conditions`, in no `except`, and are decided in one of these ways. */
export interface WitnessQuery extends QueryRegion {
  readonly except?: readonly QueryRegion[];
  /** Any when absent. */
  readonly approval?: readonly Approval[];
  /** Any when absent. */
  readonly riskLevel?: readonly RiskLevel[];
}

/** Globs and conditions as a policy file has them, all of which must hold. */
export interface QueryRegion {
  readonly match?: Readonly<Partial<Record<'type' | 'target' | 'agent', string | readonly string[]>>>;
  readonly conditions?: { readonly [name: string]: Json };
}

/** What came of a query. */
export type WitnessAnswer =
  /** No action is so, over all names, parameters and times. */
  | { readonly kind: 'none' }
  /** At most one for each rule that decides; `isComplete` when no further rule decides such an action. */
  | { readonly kind: 'found'; readonly witnesses: readonly Example[]; readonly isComplete: boolean }
  | { readonly kind: 'not-proved' };

export interface WitnessOptions extends AnalysisOptions {
  /** How many witnesses are enough; 10 unless said. */
  readonly most?: number;
}

/**
 * Actions that a policy decides in a certain way, by proof or example; or what is wrong with the globs and conditions of
 * the query.
 *
 * @example
 * const answer = findWitness(policy, { match: { type: '*delete*' }, approval: ['auto'] });
 * if (answer.ok && answer.value.kind === 'none') console.log('nothing that deletes runs unattended: proved');
 */
export function findWitness(
  policy: Policy,
  query: WitnessQuery,
  options: WitnessOptions = {},
): Result<WitnessAnswer, readonly Diagnostic[]> {
  const read = readRegions([query, ...(query.except ?? [])], policy.timezone);
  if (!read.ok) return read;
  const analyzed = analyzedIn(new Space(), policy);
  const zone = zoneOf(policy.timezone);
  const [inside, ...except] = read.value.map(({ match, conditions }) =>
    analyzed.space.box(match, conditions, zone),
  ) as [Box, ...Box[]];
  const region = [
    { box: inside, allowed: TRUE },
    ...except.map((box) => ({ box, allowed: FALSE | UNKNOWN })),
  ];
  return ok(new WitnessSearch(analyzed, region, query, options).run());
}

/** The regions as rules of a policy, so that they are read with the same care. */
function readRegions(
  regions: readonly QueryRegion[],
  timezone: string,
): Result<readonly Rule[], readonly Diagnostic[]> {
  const rules = regions.map(({ match, conditions }) => ({
    approval: 'block',
    ...(match === undefined || Object.keys(match).length === 0 ? {} : { match }),
    ...(conditions === undefined || Object.keys(conditions).length === 0 ? {} : { conditions }),
  }));
  const text = JSON.stringify({ version: '1', timezone, rules });
  const document = readDocument('query', new TextEncoder().encode(text));
  const loaded = document.ok ? loadPolicy(document.value) : document;
  // The places are those of a text that nobody wrote.
  if (!loaded.ok) return err(loaded.error.map(({ span: _, related: __, ...rest }) => rest));
  return ok(loaded.value.policy.rules);
}

interface Outcome {
  readonly approvalRank: number;
  readonly riskRank: number;
}

class WitnessSearch {
  private readonly analyzed: AnalyzedPolicy;
  private readonly region: readonly Constraint[];
  private readonly outcomes: readonly Outcome[];
  private readonly most: number;
  private readonly budget: Budget;
  private readonly overlaps: NameOverlaps;
  private readonly witnesses = new Map<string, Example>();
  private isProved = true;

  constructor(
    analyzed: AnalyzedPolicy,
    region: readonly Constraint[],
    { approval = APPROVALS, riskLevel = RISK_LEVELS }: WitnessQuery,
    { most = 10, limits = DEFAULT_LIMITS }: WitnessOptions,
  ) {
    this.analyzed = analyzed;
    this.region = region;
    this.most = most;
    this.budget = new Budget(limits);
    this.overlaps = new NameOverlaps(analyzed.space);
    this.outcomes = APPROVALS.flatMap((one, approvalRank) =>
      RISK_LEVELS.flatMap((level, riskRank) =>
        approval.includes(one) && riskLevel.includes(level) ? [{ approvalRank, riskRank }] : [],
      ),
    );
  }

  run(): WitnessAnswer {
    for (const raisers of [0, 1, 2]) {
      for (const outcome of this.outcomes) this.searchOutcome(outcome, raisers);
    }
    const witnesses = [...this.witnesses.values()];
    if (witnesses.length === 0) return { kind: this.isProved ? 'none' : 'not-proved' };
    return { kind: 'found', witnesses, isComplete: this.isProved && witnesses.length < this.most };
  }

  /** For each line that may end such a decision, with so many earlier ones that are unknown and raise it. */
  private searchOutcome(outcome: Outcome, raisers: number): void {
    for (const end of this.analyzed.lines) {
      if (this.witnesses.size >= this.most) return;
      if (!this.isWithin(end, outcome)) continue;
      for (const raising of this.raisingSets(end, outcome)) {
        if (raising.length === raisers) this.search(outcome, end, raising);
      }
    }
  }

  /** The least sets of earlier lines that, unknown, raise what the end decides to the outcome. */
  private raisingSets(end: Line, outcome: Outcome): readonly (readonly Line[])[] {
    const needsApproval = end.approvalRank < outcome.approvalRank;
    const needsRisk = end.riskRank < outcome.riskRank;
    if (!needsApproval && !needsRisk) return [[]];
    const usable = this.analyzed.lines.filter(
      (line) =>
        line.index < end.index &&
        this.isWithin(line, outcome) &&
        this.overlaps.mayBothTakePart(line.box, end.box),
    );
    const givesApproval = usable.filter(
      (line) => !needsApproval || line.approvalRank === outcome.approvalRank,
    );
    const givesRisk = usable.filter((line) => !needsRisk || line.riskRank === outcome.riskRank);
    const both = givesApproval.filter((line) => givesRisk.includes(line)).map((line) => [line]);
    if (!needsApproval || !needsRisk) return both;
    const pairs = givesApproval.flatMap((one) =>
      givesRisk.filter((other) => !givesApproval.includes(other)).map((other) => [one, other]),
    );
    return [...both, ...pairs];
  }

  private isWithin(line: Line, { approvalRank, riskRank }: Outcome): boolean {
    return line.approvalRank <= approvalRank && line.riskRank <= riskRank;
  }

  private search(outcome: Outcome, end: Line, raising: readonly Line[]): void {
    const constraints = [
      ...this.region,
      { box: end.box, allowed: TRUE },
      ...raising.map(({ box }) => ({ box, allowed: UNKNOWN })),
    ];
    const broken = (point: Point): readonly Constraint[] =>
      earlier(this.analyzed, point, end, (truth, line) => {
        if (!this.isWithin(line, outcome)) return FALSE;
        return truth === true ? FALSE | UNKNOWN : undefined;
      });
    const answer = ask(this.analyzed.space, { constraints, broken }, this.budget);
    if (answer.kind === 'out-of-budget') this.isProved = false;
    if (answer.kind === 'found') this.keep(answer.point, end);
  }

  private keep(found: Point, end: Line): void {
    if (!this.isWanted(found, end)) {
      // A name that looks like another is decided as both, which may be stricter; others of its kind may not be.
      this.isProved = false;
      return;
    }
    const point = readablePoint(this.analyzed.space, found, (candidate) => this.isWanted(candidate, end));
    const example = exampleOf(this.analyzed, point);
    const { rule } = example.decision;
    if (!this.witnesses.has(rule)) this.witnesses.set(rule, example);
  }

  private isWanted(point: Point, end: Line): boolean {
    const truths = new PointTruths(this.analyzed.space, point);
    const isInRegion = this.region.every(({ box, allowed }) => allows(allowed, truths.of(box)));
    if (!isInRegion || participantsAt(this.analyzed, point).at(-1)?.line !== end) return false;
    const { approval, riskLevel } = replay(this.analyzed, point);
    return this.outcomes.some(
      ({ approvalRank, riskRank }) =>
        APPROVALS[approvalRank] === approval && RISK_LEVELS[riskRank] === riskLevel,
    );
  }
}
