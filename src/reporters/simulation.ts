import type { ActionInput, Explanation } from '../decision/index.ts';
import type { Approval, Decision } from '../model/index.ts';
import type { LoadedPolicy } from '../policy/index.ts';
import type { Paint } from './paint.ts';

/** One action and what happens to it. */
export interface Simulation {
  readonly action: ActionInput;
  readonly decision: Decision;
  /** The instant, where somebody gave one; in milliseconds since 1970-01-01T00:00:00Z. */
  readonly at?: number;
  readonly explanation?: Explanation;
  readonly expected?: string;
  readonly isUnexpected: boolean;
}

/** How many decisions of each kind there were, and how many were not the expected one. */
export type SimulationTotals = Record<Approval | 'unexpected', number>;

/** A way to show decisions one by one. */
export interface SimulationFormat {
  readonly head: string;
  item(simulation: Simulation): string;
  tail(totals: SimulationTotals): string;
}

/** What a format needs besides the decisions. */
export interface SimulationLook {
  readonly paint: Paint;
  readonly loaded: LoadedPolicy;
  readonly isExplained: boolean;
}
