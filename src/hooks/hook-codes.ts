import type { CodeInfo } from '../base/index.ts';

const error = (title: string): CodeInfo => ({ severity: 'error', title });

export type HookCode = 'AEG4050' | 'AEG4051' | 'AEG4052' | 'AEG4053' | 'AEG4054' | 'AEG4055' | 'AEG4056';

/** What may be wrong with a call that is to be checked, or with the settings that have it checked. */
export const HOOK_CODES: Readonly<Record<HookCode, CodeInfo>> = {
  AEG4050: error('not a call of a tool'),
  AEG4051: error('a call that is too large'),
  AEG4052: error('a check that took too long'),
  AEG4053: error('settings of an agent that cannot be changed'),
  AEG4054: error('a hook that is not installed'),
  AEG4055: error('a hook that lets failures pass'),
  AEG4056: error('an answer that nobody received'),
};
