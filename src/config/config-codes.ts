import type { CodeInfo } from '../base/index.ts';

export type ConfigCode = 'AEG9025' | 'AEG9026';

/** What can be wrong with `aegis.yaml` and the environment, beyond what any document can have. */
export const CONFIG_CODES: Readonly<Record<ConfigCode, CodeInfo>> = {
  AEG9025: { severity: 'error', title: 'a setting with a wrong value' },
  AEG9026: { severity: 'error', title: 'an environment variable with a wrong value' },
};
