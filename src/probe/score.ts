/** A question of fixed weight; its share does not depend on how many rules a policy has, only on what it decides. */
export interface ScoredPart {
  readonly name: string;
  readonly weight: number;
  /** From 0 (every question answered badly) to 1. */
  readonly share: number;
}

/** From 0 to 100: the weighted shares, rounded down so that only a policy without a gap has 100. */
export function scoreOf(parts: readonly ScoredPart[]): number {
  const earned = parts.reduce((sum, { weight, share }) => sum + weight * share, 0);
  const possible = parts.reduce((sum, { weight }) => sum + weight, 0);
  return Math.floor((100 * earned) / possible + 1e-9);
}
