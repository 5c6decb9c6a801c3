import type { Code, CodeInfo } from '../base/index.ts';

const CODES = {
  AEG9025: { severity: 'error', title: 'a setting with a wrong value' },
  AEG9026: { severity: 'error', title: 'an environment variable with a wrong value' },
} as const satisfies Record<Code, CodeInfo>;

export type ConfigCode = keyof typeof CODES;

/** What can be wrong with `aegis.yaml` and the environment, beyond what any document can have. */
export const CONFIG_CODES: Readonly<Record<ConfigCode, CodeInfo>> = CODES;
