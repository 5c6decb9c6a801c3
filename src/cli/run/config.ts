import { nearest, type Json } from '../../base/index.ts';
import { SETTINGS, SETTING_NAMES, type Origin, type SettingValue } from '../../config/index.ts';
import { jsonText, visibleText, type Paint } from '../../reporters/index.ts';
import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { findPolicy } from '../find-policy.ts';
import { openSettings, type OpenedSettings } from '../open-settings.ts';

export async function runConfig(context: Context): Promise<ExitCode> {
  const opened = openSettings(context);
  if (!opened.ok) return context.refuse(opened.error.diagnostics, opened.error.sources);
  sayUnread(context);
  const policy = findPolicy(context);
  const policyFile = policy.ok ? policy.value.file : undefined;
  const failed = await deliver(context, (format, paint) =>
    format === 'json' ? jsonText(json(opened.value, policyFile)) : pretty(opened.value, policyFile, paint),
  );
  return failed ?? EXIT.done;
}

/** Variables that are no setting of their own. */
const OTHER_VARIABLES = ['AEGIS_CONFIG', 'AEGIS_POLICY'];

/** A misspelt variable has no effect, and nothing else would ever say so. */
function sayUnread(context: Context): void {
  const known = [...SETTING_NAMES.flatMap((name) => SETTINGS[name].variable ?? []), ...OTHER_VARIABLES];
  for (const variable of Object.keys(context.env).sort()) {
    if (!variable.startsWith('AEGIS_') || known.includes(variable)) continue;
    const near = nearest(variable, known);
    context.notice(`${variable} is not read${near === undefined ? '' : `; did you mean ${near}?`}`);
  }
}

function pretty(opened: OpenedSettings, policyFile: string | undefined, paint: Paint): string {
  const rows = [
    ['aegis.yaml', opened.file ?? 'none', ''],
    ['policy', policyFile ?? 'none', ''],
    ...SETTING_NAMES.map((name) => {
      const { value, origin } = opened.settings[name];
      return [name, valueText(value), originText(origin)];
    }),
  ].map((row) => row.map(visibleText));
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(([name = '', value = '', origin = '']) =>
      `${paint.bold(name.padEnd(widths[0] ?? 0))}  ${value.padEnd(widths[1] ?? 0)}  ${paint.dim(origin)}`.trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function valueText(value: SettingValue): string {
  if (typeof value === 'number') return String(value);
  if (value.length === 0) return '(none)';
  if (typeof value === 'string') return value;
  return value
    .map((item) => (typeof item === 'string' ? item : 'hosts' in item ? item.name : item.package))
    .join(', ');
}

function originText(origin: Origin): string {
  switch (origin.kind) {
    case 'flag':
      return origin.flag;
    case 'environment':
      return origin.variable;
    case 'file':
      return `${origin.file}:${origin.line}:${origin.column}`;
    case 'default':
      return 'default';
  }
}

function json(opened: OpenedSettings, policyFile: string | undefined): Json {
  return {
    schemaVersion: 1,
    file: opened.file ?? null,
    policy: policyFile ?? null,
    settings: SETTING_NAMES.map((name) => {
      const { value, origin } = opened.settings[name];
      return { name, value: value as unknown as Json, origin: { ...origin } };
    }),
  };
}
