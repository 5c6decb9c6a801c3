import type { Json } from '../base/index.ts';
import type { CatalogRow, HostRow } from '../scan/index.ts';

/** What each setting of `aegis.yaml` holds, by its path in the file. */
export interface SettingTypes {
  readonly 'scan.include': readonly string[];
  readonly 'scan.exclude': readonly string[];
  readonly 'scan.fail_on': 'critical' | 'high' | 'medium' | 'low' | 'none';
  readonly 'scan.min_confidence': 'resolved' | 'inferred' | 'heuristic';
  readonly 'scan.baseline': string;
  readonly 'audit.path': string;
  readonly 'scan.catalog': readonly (CatalogRow | HostRow)[];
}

export type SettingName = keyof SettingTypes;
export type SettingValue = SettingTypes[SettingName];

/** How a setting is written. */
type SettingForm =
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'globs' }
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
    form: { kind: 'globs' },
    value: [],
    variable: 'AEGIS_SCAN_INCLUDE',
    example: ['src/**'],
  },
  'scan.exclude': {
    summary: 'globs of files and folders that are not scanned, relative to the scanned folder',
    form: { kind: 'globs' },
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
};

export const SETTING_NAMES: readonly SettingName[] = Object.keys(SETTINGS) as SettingName[];

/** The sections of `aegis.yaml` that hold settings: what stands before the dot. */
export const SETTING_SECTIONS: readonly string[] = [
  ...new Set(SETTING_NAMES.map((name) => name.split('.')[0] ?? '')),
];
