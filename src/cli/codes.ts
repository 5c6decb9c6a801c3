import type { Code, CodeInfo } from '../base/index.ts';

const error = (title: string): CodeInfo => ({ severity: 'error', title });

const CODES = {
  AEG8001: error('no score to compare with'),
  AEG9001: error('unknown command'),
  AEG9002: error('unknown option'),
  AEG9003: error('a value that the option does not take'),
  AEG9004: error('wrong number of operands'),
  AEG9005: error('an option without its value'),
  AEG9006: error('options that exclude each other'),
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
  AEG9070: error('a defect in Aegis'),
} as const satisfies Record<Code, CodeInfo>;

export type CliCode = keyof typeof CODES;

/** Usage, configuration and environment. */
export const CLI_CODES: Readonly<Record<CliCode, CodeInfo>> = CODES;
