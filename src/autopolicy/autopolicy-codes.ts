import type { CodeInfo } from '../base/index.ts';

export type AutopolicyCode =
  'AEG8030' | 'AEG8031' | 'AEG8032' | 'AEG8033' | 'AEG8034' | 'AEG8035' | 'AEG8036' | 'AEG8037' | 'AEG8038';

/** What can be wrong with a text that is to become a policy, or is to be known about it. */
export const AUTOPOLICY_CODES: Readonly<Record<AutopolicyCode, CodeInfo>> = {
  AEG8030: { severity: 'error', title: 'words that were not understood' },
  AEG8031: { severity: 'error', title: 'clauses that cannot both be kept' },
  AEG8032: { severity: 'info', title: 'clauses that overlap' },
  AEG8033: { severity: 'warning', title: 'words that were left out' },
  AEG8034: { severity: 'error', title: 'an answer that is not a policy' },
  AEG8035: { severity: 'error', title: 'a text that says nothing' },
  AEG8036: { severity: 'info', title: 'times without a time zone' },
  AEG8037: { severity: 'warning', title: 'what was said and is not proved' },
  AEG8038: { severity: 'error', title: 'a text with too many clauses' },
};
