import type { CodeInfo } from '../base/index.ts';

export type AnalysisCode =
  | 'AEG2001'
  | 'AEG2002'
  | 'AEG2003'
  | 'AEG2004'
  | 'AEG2005'
  | 'AEG2006'
  | 'AEG2007'
  | 'AEG2008'
  | 'AEG2009'
  | 'AEG2010'
  | 'AEG2011'
  | 'AEG2012';

/** Every code this room may report about a policy; docs/codes has a page for each. */
export const ANALYSIS_CODES: Readonly<Record<AnalysisCode, CodeInfo>> = {
  AEG2001: { severity: 'error', title: 'a shadowed rule' },
  AEG2002: { severity: 'warning', title: 'a redundant rule' },
  AEG2003: { severity: 'error', title: 'a rule that is never true' },
  AEG2004: { severity: 'info', title: 'a rule that counts only when something is unknown' },
  AEG2005: { severity: 'info', title: 'a rule without effect' },
  AEG2006: { severity: 'info', title: 'rules whose order matters' },
  AEG2007: { severity: 'warning', title: 'a gap between thresholds' },
  AEG2008: { severity: 'info', title: 'an unguarded condition on every action' },
  AEG2009: { severity: 'warning', title: 'a spelling that escapes a protection' },
  AEG2010: { severity: 'error', title: 'an invariant that does not hold' },
  AEG2011: { severity: 'error', title: 'an invariant about no action' },
  AEG2012: { severity: 'warning', title: 'not proved' },
};
