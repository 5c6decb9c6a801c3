import type { CodeInfo } from '../base/index.ts';
import type { ToolRiskCode } from './tool-risks/tool-danger.ts';

const error = (title: string): CodeInfo => ({ severity: 'error', title });
const warning = (title: string): CodeInfo => ({ severity: 'warning', title });
const info = (title: string): CodeInfo => ({ severity: 'info', title });

export type ScanCode =
  | 'AEG3001'
  | 'AEG3002'
  | 'AEG3003'
  | 'AEG3004'
  | 'AEG3005'
  | 'AEG3006'
  | 'AEG3008'
  | 'AEG3010'
  | 'AEG3011'
  | ToolRiskCode
  | 'AEG3090'
  | 'AEG3091'
  | 'AEG3092';

/** What a scan may say. */
export const SCAN_CODES: Readonly<Record<ScanCode, CodeInfo>> = {
  AEG3001: error('an AI call that nothing governs'),
  AEG3002: warning('a file or folder that could not be read'),
  AEG3003: warning('a source file that is not UTF-8 text'),
  AEG3004: info('a source file above the size limit'),
  AEG3005: warning('a source file with syntax errors'),
  AEG3006: warning('a source file that the parser cannot take'),
  AEG3008: warning('nothing to scan'),
  AEG3010: error('a baseline that cannot be used'),
  AEG3011: error('a stale entry in the baseline'),
  AEG3020: error('a tool that runs a shell command of the model’s choice'),
  AEG3021: error('a tool that runs code of the model’s choice'),
  AEG3022: error('a tool that builds SQL from its arguments'),
  AEG3023: error('a tool that writes or deletes any file'),
  AEG3024: warning('a tool that reads any file'),
  AEG3025: warning('a tool that sends requests to any address'),
  AEG3090: warning('a suppression without a reason'),
  AEG3091: warning('a suppression that suppresses nothing'),
  AEG3092: warning('a suppression that names no code of the scan'),
};
