import type { CodeInfo } from '../base/index.ts';

const error = (title: string): CodeInfo => ({ severity: 'error', title });

export type AuditCode =
  | 'AEG4001'
  | 'AEG4002'
  | 'AEG4010'
  | 'AEG4011'
  | 'AEG4012'
  | 'AEG4013'
  | 'AEG4014'
  | 'AEG4015'
  | 'AEG4016'
  | 'AEG4017'
  | 'AEG4018'
  | 'AEG4020'
  | 'AEG4021'
  | 'AEG4022'
  | 'AEG4023'
  | 'AEG4024'
  | 'AEG4025'
  | 'AEG4026'
  | 'AEG4027'
  | 'AEG4028'
  | 'AEG4030'
  | 'AEG4031'
  | 'AEG4032'
  | 'AEG4033'
  | 'AEG4034'
  | 'AEG4040';

/** What may be wrong with an event, a log, or what was signed of it. */
export const AUDIT_CODES: Readonly<Record<AuditCode, CodeInfo>> = {
  AEG4001: error('an event that is not of the format'),
  AEG4002: error('a line that is not JSON'),
  AEG4010: error('no audit log'),
  AEG4011: error('not an audit log'),
  AEG4012: error('an audit log that is locked'),
  AEG4013: error('no room for the audit log'),
  AEG4014: error('an audit log that cannot be opened'),
  AEG4015: error('a damaged database'),
  AEG4016: error('an audit log of a later version'),
  AEG4017: error('an audit log whose end was changed'),
  AEG4018: error('a log that contradicts its last checkpoint'),
  AEG4020: error('an edited entry'),
  AEG4021: error('removed entries'),
  AEG4022: error('inserted entries'),
  AEG4023: error('reordered entries'),
  AEG4024: error('a truncated log'),
  AEG4025: error('a rewritten log'),
  AEG4026: error('something of another log'),
  AEG4027: error('a signature that is not by the key'),
  AEG4028: error('a stored policy that is not the one that decided'),
  AEG4030: error('not a key'),
  AEG4031: error('not a checkpoint'),
  AEG4032: error('not a bundle'),
  AEG4033: error('no such entry'),
  AEG4034: error('a proof that proves nothing'),
  AEG4040: error('no log to import'),
};
