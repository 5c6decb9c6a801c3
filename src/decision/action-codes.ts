import type { Code, CodeInfo } from '../base/index.ts';

/** Every code this room may report about an action in JSON; docs/codes has a page for each. */
export const ACTION_CODES: Record<Code, CodeInfo> = {
  AEG1080: { severity: 'error', title: 'an action is not an object' },
  AEG1081: { severity: 'error', title: 'unknown key in an action' },
  AEG1082: { severity: 'error', title: 'wrong type in an action' },
  AEG1083: { severity: 'error', title: 'malformed instant' },
};
