import type { Code, CodeInfo } from '../base/index.ts';

/** Every code this room may report; docs/codes has a page for each. */
export const POLICY_CODES: Record<Code, CodeInfo> = {
  AEG1001: { severity: 'error', title: 'empty file' },
};
