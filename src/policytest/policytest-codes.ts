import type { CodeInfo } from '../base/index.ts';

export type PolicytestCode =
  'AEG8010' | 'AEG8011' | 'AEG8012' | 'AEG8013' | 'AEG8014' | 'AEG8015' | 'AEG8016';

/** What can be wrong with a suite of tests beyond what any document can have; docs/codes has a page for each. */
export const POLICYTEST_CODES: Readonly<Record<PolicytestCode, CodeInfo>> = {
  AEG8010: { severity: 'error', title: 'not a test suite' },
  AEG8011: { severity: 'error', title: 'unknown fixture' },
  AEG8012: { severity: 'error', title: 'an instant that cannot be read' },
  AEG8013: { severity: 'error', title: 'a test expects a rule that the policy does not have' },
  AEG8014: { severity: 'error', title: 'a test that is not complete' },
  AEG8015: { severity: 'error', title: 'no test suite found' },
  AEG8016: { severity: 'error', title: 'no test has this name' },
};
