import type { Line } from './analyzed-policy.ts';

/** What two policies decide about one action, by rank: approval and risk of the old one, then of the new one. */
export type Ranks = readonly [oldApproval: number, oldRisk: number, newApproval: number, newRisk: number];

/** What is joined to other ranks without changing them. */
export const NOTHING: Ranks = [0, 0, 0, 0];

export function ranksOf(old: Line | undefined, now: Line | undefined): Ranks {
  return [old?.approvalRank ?? 0, old?.riskRank ?? 0, now?.approvalRank ?? 0, now?.riskRank ?? 0];
}

/** Of each part the stricter. */
export function joined(a: Ranks, b: Ranks): Ranks {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

export function isWithin(ranks: Ranks, bound: Ranks): boolean {
  return ranks[0] <= bound[0] && ranks[1] <= bound[1] && ranks[2] <= bound[2] && ranks[3] <= bound[3];
}

export function isDifference(ranks: Ranks): boolean {
  return ranks[0] !== ranks[2] || ranks[1] !== ranks[3];
}

/** A small number for each. */
export function keyOf(ranks: Ranks): number {
  return ((ranks[0] * 4 + ranks[1]) * 4 + ranks[2]) * 4 + ranks[3];
}

/** Every sum of the plain ranks and some of the others. */
export function reachable(plain: Ranks, others: readonly Ranks[]): readonly Ranks[] {
  const sums = new Map([[keyOf(plain), plain]]);
  for (const sum of sums.values()) {
    for (const other of others) {
      const higher = joined(sum, other);
      if (!sums.has(keyOf(higher))) sums.set(keyOf(higher), higher);
    }
  }
  return [...sums.values()];
}

/** Something that adds ranks. */
export interface Raiser {
  readonly ranks: Ranks;
}

/** The sets of raisers that fit together and add up from plain ranks to a target, each member needed at its place. */
export function* raisingSets<One extends Raiser>(
  plain: Ranks,
  target: Ranks,
  raisers: readonly One[],
  fit: (raiser: One, chosen: readonly One[]) => boolean,
  chosen: readonly One[] = [],
): Generator<readonly One[], void> {
  const place = target.findIndex((rank, i) => rank !== plain[i]);
  if (place === -1) {
    yield chosen;
    return;
  }
  for (const raiser of raisers) {
    const helps = raiser.ranks[place] === target[place] && isWithin(raiser.ranks, target);
    if (helps && fit(raiser, chosen))
      yield* raisingSets(joined(plain, raiser.ranks), target, raisers, fit, [...chosen, raiser]);
  }
}
