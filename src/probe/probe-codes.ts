import type { CodeInfo } from '../base/index.ts';
import type { Category } from './finding.ts';

export type ProbeCode =
  | 'AEG2050'
  | 'AEG2051'
  | 'AEG2052'
  | 'AEG2053'
  | 'AEG2054'
  | 'AEG2055'
  | 'AEG2056'
  | 'AEG2057'
  | 'AEG2058'
  | 'AEG2059';

/** Every code this room may report; docs/codes has a page for each. How bad it is depends on what gets through. */
export const PROBE_CODES: Readonly<Record<ProbeCode, CodeInfo>> = {
  AEG2050: { severity: 'error', title: 'something dangerous behind a rule for something else' },
  AEG2051: { severity: 'error', title: 'defaults that let something dangerous run' },
  AEG2052: { severity: 'error', title: 'a rule for everything that lets something dangerous run' },
  AEG2053: { severity: 'warning', title: 'something dangerous that runs for a name of an agent' },
  AEG2054: { severity: 'error', title: 'something dangerous that runs on a sensitive target' },
  AEG2055: { severity: 'error', title: 'another spelling of what is held back' },
  AEG2056: { severity: 'warning', title: 'a disguise of what is held back' },
  AEG2057: { severity: 'error', title: 'a value that a condition was not written for' },
  AEG2058: { severity: 'warning', title: 'a value on the edge of two conditions' },
  AEG2059: { severity: 'error', title: 'a protection that is never reached' },
};

const CODES: Readonly<Record<Category, ProbeCode>> = {
  'missing-coverage': 'AEG2050',
  'default-fallthrough': 'AEG2051',
  'wildcard-rule': 'AEG2052',
  escalation: 'AEG2053',
  'target-gap': 'AEG2054',
  'glob-bypass': 'AEG2055',
  'encoding-bypass': 'AEG2056',
  'condition-bypass': 'AEG2057',
  'threshold-edge': 'AEG2058',
  'shadowed-protection': 'AEG2059',
};

export function codeOf(category: Category): ProbeCode {
  return CODES[category];
}
