import type { CodeInfo } from '../base/index.ts';

/** What can be wrong with what a score is compared with. */
export const SCORE_CODES: Readonly<Record<'AEG8002', CodeInfo>> = {
  AEG8002: { severity: 'error', title: 'a saved score that cannot be used' },
};
