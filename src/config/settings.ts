import type { HashAlgorithm, Json } from '../base/index.ts';
import type { CatalogRow, HostRow } from '../scan/index.ts';

/** What each setting of `aegis.yaml` holds, by its path in the file. */
export interface SettingTypes {
  readonly 'scan.include': readonly string[];
  readonly 'scan.exclude': readonly string[];
  readonly 'scan.fail_on': 'critical' | 'high' | 'medium' | 'low' | 'none';
  readonly 'scan.min_confidence': 'resolved' | 'inferred' | 'heuristic';
  readonly 'scan.baseline': string;
  readonly 'scan.entry': readonly string[];
  readonly 'scan.catalog': readonly (CatalogRow | HostRow)[];
  readonly 'audit.path': string;
  readonly 'audit.algorithm': HashAlgorithm;
  readonly 'audit.synchronous': 'full' | 'normal';
  readonly 'audit.redact': readonly string[];
  readonly 'audit.redaction_key': string;
  readonly 'audit.checkpoint_key': string;
  readonly 'audit.checkpoint_file': string;
  readonly 'audit.checkpoint_every': number;
  readonly 'audit.checkpoint_seconds': number;
}

export type SettingName = keyof SettingTypes;
export type SettingValue = SettingTypes[SettingName];

/** How a setting is written. */
type SettingForm =
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'list'; readonly of: 'file' | 'glob' | 'path of a parameter' }
  /** A whole number. */
  | { readonly kind: 'number'; readonly least: number }
  | { readonly kind: 'path' }
  | { readonly kind: 'rows' };

export interface Setting<Value> {
  /** What it does, for the editor and `aegis config`. */
  readonly summary: string;
  readonly form: SettingForm;
  /** What holds when nobody says anything. */
  readonly value: Value;
  /** The environment variable that sets it, where one can. */
  readonly variable?: `AEGIS_${string}`;
  /** As it is written in the file. */
  readonly example: Json;
}

/** Every setting there is: a key is accepted only when a command reads it. */
export const SETTINGS: { readonly [Name in SettingName]: Setting<SettingTypes[Name]> } = {
  'scan.include': {
    summary: 'globs of the files that are scanned, relative to the scanned folder; all when empty',
    form: { kind: 'list', of: 'glob' },
    value: [],
    variable: 'AEGIS_SCAN_INCLUDE',
    example: ['src/**'],
  },
  'scan.exclude': {
    summary: 'globs of files and folders that are not scanned, relative to the scanned folder',
    form: { kind: 'list', of: 'glob' },
    value: [],
    variable: 'AEGIS_SCAN_EXCLUDE',
    example: ['examples/**'],
  },
  'scan.fail_on': {
    summary: 'the lowest risk of an ungoverned call at which `aegis scan` exits 1',
    form: { kind: 'choice', choices: ['critical', 'high', 'medium', 'low', 'none'] },
    value: 'low',
    variable: 'AEGIS_SCAN_FAIL_ON',
    example: 'high',
  },
  'scan.min_confidence': {
    summary: 'the lowest confidence at which a call is shown',
    form: { kind: 'choice', choices: ['resolved', 'inferred', 'heuristic'] },
    value: 'inferred',
    variable: 'AEGIS_SCAN_MIN_CONFIDENCE',
    example: 'resolved',
  },
  'scan.baseline': {
    summary: 'the file of known ungoverned calls, relative to the folder of `aegis.yaml`; none when empty',
    form: { kind: 'path' },
    value: '',
    variable: 'AEGIS_SCAN_BASELINE',
    example: 'aegis-baseline.json',
  },
  'scan.entry': {
    summary:
      'the files in which programs begin, relative to the folder of `aegis.yaml`; only these count for instrumentation; found by itself when empty',
    form: { kind: 'list', of: 'file' },
    value: [],
    example: ['app/main.py'],
  },
  'scan.catalog': {
    summary: 'what calls to your own AI packages and services look like, in the form of the catalogue',
    form: { kind: 'rows' },
    value: [],
    example: [{ name: 'ai.example.com', hosts: ['ai.example.com'], paths: ['/v1/chat'] }],
  },
  'audit.path': {
    summary: 'the audit log, relative to the folder of `aegis.yaml`',
    form: { kind: 'path' },
    value: 'aegis_audit.db',
    variable: 'AEGIS_AUDIT_PATH',
    example: 'logs/aegis_audit.db',
  },
  'audit.algorithm': {
    summary: 'the hash of a log that does not exist yet; one that exists keeps its own',
    form: { kind: 'choice', choices: ['sha-256', 'sha3-256'] },
    value: 'sha-256',
    variable: 'AEGIS_AUDIT_ALGORITHM',
    example: 'sha3-256',
  },
  'audit.synchronous': {
    summary:
      'what an entry that is recorded survives: a power cut (`full`), or only the end of the process (`normal`, faster)',
    form: { kind: 'choice', choices: ['full', 'normal'] },
    value: 'full',
    variable: 'AEGIS_AUDIT_SYNCHRONOUS',
    example: 'normal',
  },
  'audit.redact': {
    summary: 'parameters that are not logged, beside those named like secrets',
    form: { kind: 'list', of: 'path of a parameter' },
    value: [],
    variable: 'AEGIS_AUDIT_REDACT',
    example: ['customer.email', 'items[].card', '*.iban'],
  },
  'audit.redaction_key': {
    summary:
      'the file of the key under which equal secrets get equal marks, relative to the folder of `aegis.yaml`; without one they are `[redacted]`',
    form: { kind: 'path' },
    value: '',
    variable: 'AEGIS_AUDIT_REDACTION_KEY',
    example: '/etc/aegis/redaction.key',
  },
  'audit.checkpoint_key': {
    summary:
      'the file of the private key that signs checkpoints, relative to the folder of `aegis.yaml`; without one nothing is signed by itself',
    form: { kind: 'path' },
    value: '',
    variable: 'AEGIS_AUDIT_CHECKPOINT_KEY',
    example: '/etc/aegis/aegis-audit.key',
  },
  'audit.checkpoint_file': {
    summary:
      'where the newest checkpoint is kept beside the log, relative to the folder of `aegis.yaml`: best where whoever writes the log cannot write',
    form: { kind: 'path' },
    value: '',
    variable: 'AEGIS_AUDIT_CHECKPOINT_FILE',
    example: '/mnt/elsewhere/checkpoint.txt',
  },
  'audit.checkpoint_every': {
    summary: 'how many entries may come after the last checkpoint before the next one is signed',
    form: { kind: 'number', least: 1 },
    value: 1000,
    variable: 'AEGIS_AUDIT_CHECKPOINT_EVERY',
    example: 100,
  },
  'audit.checkpoint_seconds': {
    summary: 'how old an entry may be without a checkpoint over it, as long as a process keeps the log open',
    form: { kind: 'number', least: 1 },
    value: 300,
    variable: 'AEGIS_AUDIT_CHECKPOINT_SECONDS',
    example: 60,
  },
};

export const SETTING_NAMES: readonly SettingName[] = Object.keys(SETTINGS) as SettingName[];

/** The sections of `aegis.yaml` that hold settings: what stands before the dot. */
export const SETTING_SECTIONS: readonly string[] = [
  ...new Set(SETTING_NAMES.map((name) => name.split('.')[0] ?? '')),
];

/** Whether a value is a whole number that JSON keeps exactly, and not less than `least`. */
export function isCount(value: unknown, least: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least;
}
