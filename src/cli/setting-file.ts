import type { EffectiveSettings } from '../config/index.ts';
import type { Context } from './command.ts';
import { displayPath, resolvePath } from './resolve-path.ts';

/** The settings that name one file. */
type FileSetting = {
  [Name in keyof EffectiveSettings]: string extends EffectiveSettings[Name]['value'] ? Name : never;
}[keyof EffectiveSettings];

/** The file that a setting names, as it is shown: one in `aegis.yaml` counts from there. Empty where there is none. */
export function settingFile(context: Context, settings: EffectiveSettings, name: FileSetting): string {
  const { value, origin } = settings[name];
  if (origin.kind !== 'file' || value === '') return value;
  const folder = resolvePath(resolvePath(context.cwd, origin.file), '..');
  return displayPath(context.cwd, resolvePath(folder, value));
}
