import type { CodeInfo } from '../base/index.ts';

const error = (title: string): CodeInfo => ({ severity: 'error', title });

export type ComplianceCode = 'AEG5001' | 'AEG5002' | 'AEG5003' | 'AEG5004';

/** What may be wrong with what a report is asked for. */
export const COMPLIANCE_CODES: Readonly<Record<ComplianceCode, CodeInfo>> = {
  AEG5001: error('unknown framework'),
  AEG5002: error('not a scan report'),
  AEG5003: error('a period without an instant in it'),
  AEG5004: error('no judged control to make a score of'),
};
