import { AegisBug } from '../base/index.ts';
import {
  APPROVALS,
  RISK_LEVELS,
  type Approval,
  type Decision,
  type Invariant,
  type InvariantClaim,
} from '../model/index.ts';
import { participantsAt, type AnalyzedPolicy, type Line } from './analyzed-policy.ts';
import { ask } from './ask.ts';
import type { Budget } from './budget.ts';
import type { Point } from './point.ts';
import { replay } from './replay.ts';
import { earlier, takingPart } from './reachability.ts';
import type { Constraint } from './solve.ts';
import { zoneOf, type Box } from './space.ts';
import { FALSE, TRUE, UNKNOWN } from './truth-mask.ts';

/** What became of a claim about every action in a region. */
export type InvariantCheck =
  | { readonly kind: 'proved' }
  /** At the point the claim does not hold; `line` let it through: the rule that decided, or the defaults. */
  | { readonly kind: 'refuted'; readonly point: Point; readonly decision: Decision; readonly line: Line }
  /** No action is in the region, so the claim says nothing. */
  | { readonly kind: 'empty-region' }
  | { readonly kind: 'not-proved' };

/** Actions for which the first box is true or unknown and none of the others is true. */
export interface RegionOfBoxes {
  readonly inside: Box;
  readonly except: readonly Box[];
}

/** The boxes of an invariant's region. To be made for all invariants before questions are asked: it adds globs. */
export function regionOf({ policy, space }: AnalyzedPolicy, invariant: Invariant): RegionOfBoxes {
  const zone = zoneOf(policy.timezone);
  return {
    inside: space.box(invariant.region.match, invariant.region.conditions, zone),
    except: invariant.except.map((set) => space.box(set.match, set.conditions, zone)),
  };
}

export function constraintsOf({ inside, except }: RegionOfBoxes): readonly Constraint[] {
  return [
    { box: inside, allowed: TRUE | UNKNOWN },
    ...except.map((box) => ({ box, allowed: FALSE | UNKNOWN })),
  ];
}

/** Proves or refutes an invariant. */
export function checkInvariant(
  analyzed: AnalyzedPolicy,
  { claim }: Invariant,
  region: RegionOfBoxes,
  budget: Budget,
): InvariantCheck {
  const inRegion = constraintsOf(region);
  const isThere = ask(analyzed.space, { constraints: inRegion, broken: () => [] }, budget);
  if (isThere.kind === 'none') return { kind: 'empty-region' };
  const { approvalAtLeast = 'auto', riskAtLeast = 'low' } = claim.kind === 'always' ? claim : {};
  const accept = (one: Searched): Searched => real(analyzed, claim, one);
  const found =
    claim.kind === 'never'
      ? withApproval(analyzed, inRegion, claim.approval, budget, accept)
      : firstOf([approvalOf, riskOf], (rank) => {
          const bound =
            rank === approvalOf ? APPROVALS.indexOf(approvalAtLeast) : RISK_LEVELS.indexOf(riskAtLeast);
          return below(analyzed, inRegion, rank, bound, budget, accept);
        });
  if (found === 'none') return { kind: 'proved' };
  return found === 'out-of-budget' ? { kind: 'not-proved' } : refutation(analyzed, found);
}

/** A point, the proof that there is none, or neither. */
export type Searched = Point | 'none' | 'out-of-budget';

/** What is made of what a search found. */
type Accept = (found: Searched) => Searched;
const asFound: Accept = (found) => found;

/** The first point that one of the searches finds; that there is none is proved only if each of them proves it. */
export function firstOf<Item>(items: readonly Item[], search: (item: Item) => Searched): Searched {
  let isProved = true;
  for (const item of items) {
    const found = search(item);
    if (found === 'out-of-budget') isProved = false;
    else if (found !== 'none') return found;
  }
  return isProved ? 'none' : 'out-of-budget';
}

function refutation(analyzed: AnalyzedPolicy, point: Point): InvariantCheck {
  const decision = replay(analyzed, point);
  const line = participantsAt(analyzed, point).at(-1)?.line;
  if (line === undefined) throw new AegisBug('a witness of an invariant is an action that cannot be judged');
  return { kind: 'refuted', point, decision, line };
}

/** Whether a decision is as the claim says. */
export function keeps(claim: InvariantClaim, { approval, riskLevel }: Decision): boolean {
  if (claim.kind === 'never') return !claim.approval.includes(approval);
  const { approvalAtLeast = 'auto', riskAtLeast = 'low' } = claim;
  return (
    APPROVALS.indexOf(approval) >= APPROVALS.indexOf(approvalAtLeast) &&
    RISK_LEVELS.indexOf(riskLevel) >= RISK_LEVELS.indexOf(riskAtLeast)
  );
}

/** One of the two orders in which outcomes are joined. */
export type Rank = (line: Line) => number;
export const approvalOf: Rank = ({ approvalRank }) => approvalRank;
export const riskOf: Rank = ({ riskRank }) => riskRank;

/**
 * A point whose decision ranks below the bound. One rule that ranks below it is true, no earlier one is true, and those
 * that rank at the bound or above are not even unknown.
 */
export function below(
  analyzed: AnalyzedPolicy,
  region: readonly Constraint[],
  rank: Rank,
  bound: number,
  budget: Budget,
  accept: Accept = asFound,
): Searched {
  if (bound === 0) return 'none';
  return firstOf(
    analyzed.lines.filter((line) => rank(line) < bound),
    (line) => accept(belowBy(analyzed, region, rank, bound, line, budget)),
  );
}

/** The same where a certain line, which ranks below the bound, is the first that is true. */
export function belowBy(
  analyzed: AnalyzedPolicy,
  region: readonly Constraint[],
  rank: Rank,
  bound: number,
  line: Line,
  budget: Budget,
): Searched {
  return searched(
    analyzed,
    [...region, { box: line.box, allowed: TRUE }, ...saidAhead(analyzed, region, rank, bound, line)],
    (point) =>
      earlier(analyzed, point, line, (truth, other) =>
        rank(other) >= bound ? FALSE : truth === true ? FALSE | UNKNOWN : undefined,
      ),
    budget,
  );
}

/** What is asked of earlier rules that are the region itself: an invariant often says what a rule says. */
function saidAhead(
  { lines }: AnalyzedPolicy,
  region: readonly Constraint[],
  rank: Rank,
  bound: number,
  { index }: Line,
): readonly Constraint[] {
  return lines
    .slice(0, index)
    .filter((other) => region.some(({ box }) => box === other.box))
    .map((other) => ({ box: other.box, allowed: rank(other) >= bound ? FALSE : FALSE | UNKNOWN }));
}

/** A point whose decision ranks at the bound or above: a rule that does takes part there. */
export function atLeast(
  analyzed: AnalyzedPolicy,
  region: readonly Constraint[],
  rank: Rank,
  bound: number,
  budget: Budget,
  accept: Accept = asFound,
): Searched {
  return firstOf(
    analyzed.lines.filter((line) => rank(line) >= bound),
    (line) => {
      const { constraints, broken } = takingPart(analyzed, line);
      return accept(searched(analyzed, [...region, ...constraints], broken, budget));
    },
  );
}

function searched(
  { space }: AnalyzedPolicy,
  constraints: readonly Constraint[],
  broken: (point: Point) => readonly Constraint[],
  budget: Budget,
): Searched {
  const answer = ask(space, { constraints, broken }, budget);
  return answer.kind === 'found' ? answer.point : answer.kind;
}

/** The search, but that a point which the engine decides as the claim says leaves it open. */
function real(analyzed: AnalyzedPolicy, claim: InvariantClaim, found: Searched): Searched {
  if (typeof found === 'string') return found;
  // Only a look-alike name is decided otherwise than the point shows: as both names.
  return keeps(claim, replay(analyzed, found)) ? 'out-of-budget' : found;
}

/** A point whose decision has one of these approvals. */
function withApproval(
  analyzed: AnalyzedPolicy,
  region: readonly Constraint[],
  approvals: readonly Approval[],
  budget: Budget,
  accept: Accept,
): Searched {
  const ranks = [...new Set(approvals.map((approval) => APPROVALS.indexOf(approval)))].sort((a, b) => a - b);
  const least = ranks[0] ?? 0;
  const most = ranks.at(-1) ?? 0;
  const isWithoutGap = ranks.length === most - least + 1;
  if (isWithoutGap && least === 0) return below(analyzed, region, approvalOf, most + 1, budget, accept);
  if (isWithoutGap && most === APPROVALS.length - 1)
    return atLeast(analyzed, region, approvalOf, least, budget, accept);
  return firstOf(ranks, (rank) => exactly(analyzed, region, rank, budget, accept));
}

/**
 * A point whose decision has exactly this approval: some rule that has it takes part, and the first that is true (itself
 * or a later one) and all that take part before are not stricter.
 */
function exactly(
  analyzed: AnalyzedPolicy,
  region: readonly Constraint[],
  rank: number,
  budget: Budget,
  accept: Accept,
): Searched {
  const milder = analyzed.lines.filter((line) => line.approvalRank <= rank);
  const pairs = milder
    .filter((line) => line.approvalRank === rank)
    .flatMap((raising) =>
      milder.filter(({ index }) => index >= raising.index).map((last) => [raising, last] as const),
    );
  return firstOf(pairs, ([raising, last]) =>
    accept(
      searched(
        analyzed,
        [
          ...region,
          { box: raising.box, allowed: raising === last ? TRUE : UNKNOWN },
          { box: last.box, allowed: TRUE },
        ],
        (point) =>
          earlier(analyzed, point, last, (truth, other) =>
            other.approvalRank > rank ? FALSE : truth === true ? FALSE | UNKNOWN : undefined,
          ),
        budget,
      ),
    ),
  );
}
