import type { Report, PolicyCode } from '../policy/index.ts';
import type { ActionParts } from './action-parts.ts';
import type { PolicytestCode } from './policytest-codes.ts';

/** What the readers of this room report with. */
export type SuiteReport = Report<PolicyCode | PolicytestCode>;

/** What a test may refer to. */
export interface SuiteContext {
  readonly timezone: string;
  /** The rules of the policy, `<default>` and `<invalid>`. */
  readonly ruleNames: readonly string[];
  readonly fixtures: ReadonlyMap<string, ActionParts>;
  readonly report: SuiteReport;
}
