import type { Approval, RiskLevel } from '../../model/index.ts';
import type { ResultStatus } from '../agef/event.ts';

/** Which events are wanted: those that fit everything that is given. */
export interface EventFilter {
  readonly session?: string;
  /** In these three `*` stands for any run of characters, `?` for one; ASCII letters are alike in either case. */
  readonly agent?: string;
  readonly actionType?: string;
  readonly target?: string;
  readonly riskLevel?: RiskLevel;
  readonly approval?: Approval;
  readonly status?: ResultStatus;
  readonly rule?: string;
  /** Timestamps as events have them: from this one on, and before that one. */
  readonly since?: string;
  readonly until?: string;
}
