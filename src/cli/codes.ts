import type { CodeInfo } from '../base/index.ts';

const error = (title: string): CodeInfo => ({ severity: 'error', title });

export type CliCode =
  | 'AEG8001'
  | 'AEG9001'
  | 'AEG9002'
  | 'AEG9003'
  | 'AEG9004'
  | 'AEG9005'
  | 'AEG9006'
  | 'AEG9007'
  | 'AEG9010'
  | 'AEG9011'
  | 'AEG9012'
  | 'AEG9013'
  | 'AEG9014'
  | 'AEG9015'
  | 'AEG9016'
  | 'AEG9017'
  | 'AEG9018'
  | 'AEG9019'
  | 'AEG9020'
  | 'AEG9021'
  | 'AEG9030'
  | 'AEG9031'
  | 'AEG9032'
  | 'AEG9033'
  | 'AEG9040'
  | 'AEG9041'
  | 'AEG9042'
  | 'AEG9043'
  | 'AEG9045'
  | 'AEG9070';

/** Usage, configuration and environment. */
export const CLI_CODES: Readonly<Record<CliCode, CodeInfo>> = {
  AEG8001: error('no score to compare with'),
  AEG9001: error('unknown command'),
  AEG9002: error('unknown option'),
  AEG9003: error('a value that the option does not take'),
  AEG9004: error('wrong number of operands'),
  AEG9005: error('an option without its value'),
  AEG9006: error('options that exclude each other'),
  AEG9007: error('an option that lacks another'),
  AEG9010: error('a file that does not exist'),
  AEG9011: error('a folder where a file is expected'),
  AEG9012: error('no permission to read a file'),
  AEG9013: error('a file that cannot be read'),
  AEG9014: error('a file that cannot be written'),
  AEG9015: error('no policy found'),
  AEG9016: error('not a folder'),
  AEG9017: error('nothing on standard input'),
  AEG9018: error('a policy reference that leads to another reference'),
  AEG9019: error('a line that is not an action in JSON'),
  AEG9020: error('unknown template'),
  AEG9021: error('a file that exists'),
  AEG9030: error('unknown code'),
  AEG9031: error('not an instant'),
  AEG9032: error('a local time that does not exist'),
  AEG9033: error('malformed query'),
  AEG9040: error('no git'),
  AEG9041: error('no git repository'),
  AEG9042: error('a revision that git does not know'),
  AEG9043: error('a file that a revision does not have'),
  AEG9045: error('no SQLite'),
  AEG9070: error('a defect in Aegis'),
};
