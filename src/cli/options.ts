import type { FlagDeclaration, FormatDeclaration, OptionDeclaration, ValueDeclaration } from './command.ts';

/** The options every command has. */
export const COMMON_OPTIONS: readonly FlagDeclaration[] = [
  { kind: 'flag', name: 'quiet', summary: 'print only the result, no notices' },
  { kind: 'flag', name: 'verbose', summary: 'say more, such as the stack of an internal error' },
  { kind: 'flag', name: 'no-color', summary: 'no colours (also with NO_COLOR set, or without a terminal)' },
];

/** For commands that read `aegis.yaml`. */
export const CONFIG_OPTION: ValueDeclaration = {
  kind: 'value',
  name: 'config',
  value: 'file',
  summary: 'use this aegis.yaml instead of the nearest one',
  completes: 'file',
};

/** What was found before is found again only while everything is as it was; this does without. */
export const NO_CACHE_OPTION: FlagDeclaration = {
  kind: 'flag',
  name: 'no-cache',
  summary: 'read and parse everything anew, and keep nothing',
};

/** `--format` with these formats (the first is the default), and `--output`. */
export function formatOptions(choices: readonly string[]): readonly OptionDeclaration[] {
  const format: FormatDeclaration = { kind: 'format', choices };
  return [format, OUTPUT_OPTION];
}

/** The result goes to a file instead of standard output. */
export const OUTPUT_OPTION: ValueDeclaration = {
  kind: 'value',
  name: 'output',
  value: 'file',
  summary: 'write the result to this file instead of standard output',
  completes: 'file',
};

/** Which log: the option, else `audit.path`, else `aegis_audit.db` here. */
export const DB_OPTION: ValueDeclaration = {
  kind: 'value',
  name: 'db',
  value: 'file',
  summary: 'the audit log (default: audit.path in aegis.yaml, then aegis_audit.db)',
  completes: 'file',
};
