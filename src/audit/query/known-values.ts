import { APPROVALS, RISK_LEVELS } from '../../model/index.ts';
import { HUMAN_DECISIONS, RESULT_STATUSES } from '../agef/event.ts';

/** The values that columns of few may have in events of the format. */
export const KNOWN_VALUES: Readonly<
  Record<'approval' | 'risk_level' | 'result_status' | 'human_decision', readonly string[]>
> = {
  approval: APPROVALS,
  risk_level: RISK_LEVELS,
  result_status: RESULT_STATUSES,
  human_decision: HUMAN_DECISIONS,
};
