import type { CodeInfo } from '../base/index.ts';

export type PolicyCode =
  | 'AEG1001'
  | 'AEG1002'
  | 'AEG1003'
  | 'AEG1004'
  | 'AEG1005'
  | 'AEG1006'
  | 'AEG1007'
  | 'AEG1008'
  | 'AEG1009'
  | 'AEG1010'
  | 'AEG1011'
  | 'AEG1012'
  | 'AEG1013'
  | 'AEG1014'
  | 'AEG1015'
  | 'AEG1016'
  | 'AEG1017'
  | 'AEG1018'
  | 'AEG1019'
  | 'AEG1020'
  | 'AEG1021'
  | 'AEG1022'
  | 'AEG1023'
  | 'AEG1024'
  | 'AEG1025'
  | 'AEG1026'
  | 'AEG1027'
  | 'AEG1040'
  | 'AEG1041'
  | 'AEG1042'
  | 'AEG1043'
  | 'AEG1044'
  | 'AEG1045'
  | 'AEG1046'
  | 'AEG1047'
  | 'AEG1048'
  | 'AEG1049'
  | 'AEG1050'
  | 'AEG1051'
  | 'AEG1052'
  | 'AEG1053'
  | 'AEG1054'
  | 'AEG1055'
  | 'AEG1056'
  | 'AEG1057';

/** Every code this room may report; docs/codes has a page for each. */
export const POLICY_CODES: Readonly<Record<PolicyCode, CodeInfo>> = {
  AEG1001: { severity: 'error', title: 'empty file' },
  AEG1002: { severity: 'error', title: 'not a mapping' },
  AEG1003: { severity: 'error', title: 'not well-formed YAML' },
  AEG1004: { severity: 'error', title: 'unknown key' },
  AEG1005: { severity: 'error', title: 'missing key' },
  AEG1006: { severity: 'error', title: 'wrong type' },
  AEG1007: { severity: 'error', title: 'value outside its list' },
  AEG1008: { severity: 'error', title: 'unsupported version' },
  AEG1009: { severity: 'error', title: 'duplicate name' },
  AEG1010: { severity: 'error', title: 'duplicate key' },
  AEG1011: { severity: 'error', title: 'empty value' },
  AEG1012: { severity: 'error', title: 'null' },
  AEG1013: { severity: 'error', title: 'malformed glob' },
  AEG1014: { severity: 'error', title: 'malformed time' },
  AEG1015: { severity: 'error', title: 'time given as a number' },
  AEG1016: { severity: 'error', title: 'malformed weekday' },
  AEG1017: { severity: 'error', title: 'malformed date' },
  AEG1018: { severity: 'error', title: 'unknown time zone' },
  AEG1019: { severity: 'error', title: 'malformed parameter path' },
  AEG1020: { severity: 'error', title: 'malformed or unsupported regular expression' },
  AEG1021: { severity: 'error', title: 'malformed name' },
  AEG1022: { severity: 'error', title: 'empty time window' },
  AEG1023: { severity: 'error', title: 'empty date range' },
  AEG1024: { severity: 'error', title: '`policy` beside `rules`' },
  AEG1025: { severity: 'error', title: 'an invariant that claims nothing' },
  AEG1026: { severity: 'error', title: 'no semantic category' },
  AEG1027: { severity: 'info', title: 'the absence of words taken as proof' },
  AEG1040: { severity: 'error', title: 'file too large' },
  AEG1041: { severity: 'error', title: 'binary file' },
  AEG1042: { severity: 'error', title: 'not UTF-8' },
  AEG1043: { severity: 'error', title: 'nested too deeply' },
  AEG1044: { severity: 'error', title: 'aliases expand to too much' },
  AEG1045: { severity: 'error', title: 'unsupported directive' },
  AEG1046: { severity: 'error', title: 'explicit tag' },
  AEG1047: { severity: 'error', title: 'merge key' },
  AEG1048: { severity: 'error', title: 'second document' },
  AEG1049: { severity: 'error', title: 'key that is not a string' },
  AEG1050: { severity: 'error', title: 'lone surrogate' },
  AEG1051: { severity: 'error', title: 'bidirectional control character' },
  AEG1052: { severity: 'error', title: 'number that is not held exactly' },
  AEG1053: { severity: 'error', title: 'not a finite number' },
  AEG1054: { severity: 'error', title: 'alias without an anchor' },
  AEG1055: { severity: 'error', title: 'alias inside its own anchor' },
  AEG1056: { severity: 'error', title: 'too much syntax' },
  AEG1057: { severity: 'error', title: 'a policy in another file' },
};
