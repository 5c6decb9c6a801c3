import { AegisBug, err, nearest, ok, type Diagnostic, type Result } from '../base/index.ts';
import {
  SETTINGS,
  SETTING_NAMES,
  isCount,
  type SettingName,
  type SettingTypes,
  type SettingValue,
} from './settings.ts';
import type { WrittenSettings } from './read-settings.ts';

/** Who said so: the command line wins over the environment, which wins over the file. */
export type Origin =
  | { readonly kind: 'flag'; readonly flag: string }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'file'; readonly file: string; readonly line: number; readonly column: number }
  | { readonly kind: 'default' };

export interface EffectiveSetting<Value> {
  readonly value: Value;
  readonly origin: Origin;
}

export type EffectiveSettings = { readonly [Name in SettingName]: EffectiveSetting<SettingTypes[Name]> };

/** What the command line says about a setting. */
export interface FlagSetting {
  readonly flag: string;
  readonly value: SettingValue;
}

export interface SettingSources {
  readonly flags?: Readonly<Partial<Record<SettingName, FlagSetting>>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly file?: WrittenSettings;
}

/** The value of every setting and where it comes from, or every environment variable that holds nonsense. */
export function effectiveSettings(sources: SettingSources): Result<EffectiveSettings, readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  const entries = SETTING_NAMES.map((name): [SettingName, EffectiveSetting<SettingValue>] => {
    const found = effective(name, sources);
    if (found.ok) return [name, found.value];
    problems.push(found.error);
    return [name, { value: SETTINGS[name].value, origin: { kind: 'default' } }];
  });
  return problems.length > 0 ? err(problems) : ok(Object.fromEntries(entries) as EffectiveSettings);
}

function effective(
  name: SettingName,
  sources: SettingSources,
): Result<EffectiveSetting<SettingValue>, Diagnostic> {
  const flag = sources.flags?.[name];
  if (flag !== undefined) return ok({ value: flag.value, origin: { kind: 'flag', flag: flag.flag } });
  const { variable } = SETTINGS[name];
  const text = variable === undefined ? undefined : sources.environment[variable];
  if (variable !== undefined && text !== undefined && text !== '')
    return fromEnvironment(name, variable, text);
  const written = sources.file?.get(name);
  if (written === undefined) return ok({ value: SETTINGS[name].value, origin: { kind: 'default' } });
  const { file, start } = written.span;
  return ok({ value: written.value, origin: { kind: 'file', file, line: start.line, column: start.column } });
}

function fromEnvironment(
  name: SettingName,
  variable: string,
  text: string,
): Result<EffectiveSetting<SettingValue>, Diagnostic> {
  const { form } = SETTINGS[name];
  const origin: Origin = { kind: 'environment', variable };
  switch (form.kind) {
    case 'rows':
      throw new AegisBug(`${name} has no environment variable`);
    case 'path':
      return ok({ value: text, origin });
    case 'list':
      return ok({ value: splitOutsideBraces(text), origin });
    case 'number': {
      const value = /^\d+$/.test(text) ? Number(text) : undefined;
      if (isCount(value, form.least)) return ok({ value, origin });
      return err(nonsense(variable, text, `a whole number from ${form.least} on`));
    }
    case 'choice': {
      if (form.choices.includes(text)) return ok({ value: text, origin });
      const list = form.choices.map((choice) => `\`${choice}\``).join(', ');
      return err(nonsense(variable, text, `one of ${list}`, nearest(text, form.choices)));
    }
  }
}

function nonsense(variable: string, text: string, wanted: string, near?: string): Diagnostic {
  return {
    code: 'AEG9026',
    severity: 'error',
    message: `the environment variable \`${variable}\` is \`${text}\`, not ${wanted}`,
    ...(near === undefined ? {} : { help: `did you mean \`${near}\`?` }),
  };
}

/** `src/**,test/{a,b}/**` is two globs. */
function splitOutsideBraces(text: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '{') depth += 1;
    if (character === '}') depth = Math.max(0, depth - 1);
    if (character === ',' && depth === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + character);
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
