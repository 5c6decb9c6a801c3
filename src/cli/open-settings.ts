import {
  createSource,
  err,
  ok,
  sortDiagnostics,
  type Diagnostic,
  type Result,
  type Source,
} from '../base/index.ts';
import {
  effectiveSettings,
  findUpwards,
  readSettings,
  type EffectiveSettings,
  type FlagSetting,
  type SettingName,
  type WrittenSettings,
} from '../config/index.ts';
import type { Context } from './command.ts';
import { documentOf } from './document-of.ts';
import { namedConfig } from './find-policy.ts';
import { problem } from './problem.ts';
import { readInput } from './read-input.ts';
import { displayPath } from './resolve-path.ts';

/** The settings in effect, and the `aegis.yaml` that was read for them, if there is one. */
export interface OpenedSettings {
  readonly settings: EffectiveSettings;
  readonly file?: string;
}

/** What kept the settings from being known, with the texts that it points into. */
export interface SettingsProblems {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

/** The settings of the command line, `AEGIS_*` and the `aegis.yaml` that is named or nearest, in this order. */
export function openSettings(
  context: Context,
  flags: Readonly<Partial<Record<SettingName, FlagSetting>>> = {},
): Result<OpenedSettings, SettingsProblems> {
  const file = configFile(context);
  const written = file === undefined ? undefined : readSettingsFile(context, file);
  const effective = effectiveSettings({
    flags,
    environment: context.env,
    ...(written?.ok === true ? { file: written.value } : {}),
  });
  const sources = written?.ok === false ? written.error.sources : [];
  const diagnostics = [
    ...(written?.ok === false ? written.error.diagnostics : []),
    ...(effective.ok ? [] : effective.error),
  ];
  if (!effective.ok || diagnostics.length > 0)
    return err({ diagnostics: sortDiagnostics(diagnostics), sources });
  return ok({ settings: effective.value, ...(file === undefined ? {} : { file }) });
}

/** What an option says about a setting, in the shape that `openSettings` takes; nothing when it was not given. */
export function flagSetting<Name extends SettingName>(
  context: Context,
  name: Name,
  option: string,
): Partial<Record<Name, FlagSetting>> {
  const value = context.given.value(option);
  if (value === undefined) return {};
  const setting: FlagSetting = { flag: `--${option}`, value };
  return { [name]: setting } as Record<Name, FlagSetting>;
}

/** The `aegis.yaml` that is named or nearest, as it is shown. */
function configFile(context: Context): string | undefined {
  const named = namedConfig(context);
  if (named !== undefined) return named;
  const nearest = findUpwards(context.files, 'aegis.yaml', context.cwd, context.home);
  return nearest === undefined ? undefined : displayPath(context.cwd, nearest);
}

function readSettingsFile(context: Context, file: string): Result<WrittenSettings, SettingsProblems> {
  const bytes = readInput(context, file);
  if (!bytes.ok) {
    const diagnostic =
      bytes.error.kind === 'unreadable'
        ? bytes.error.diagnostic
        : problem('AEG9013', `\`${file}\` is too large`);
    return err({ diagnostics: [diagnostic], sources: [] });
  }
  const document = documentOf(file, bytes.value);
  if (!document.ok) {
    return err({
      diagnostics: document.error,
      sources: [createSource(file, new TextDecoder().decode(bytes.value))],
    });
  }
  const settings = readSettings(document.value);
  const diagnostics = [...document.value.problems, ...(settings.ok ? [] : settings.error)];
  if (settings.ok && diagnostics.length === 0) return settings;
  return err({ diagnostics, sources: [document.value.source] });
}
