import type { EffectiveSettings, Origin } from '../config/index.ts';
import type { Context } from './command.ts';
import { displayPath, resolvePath } from './resolve-path.ts';

/** The settings that name one file. */
type FileSetting = {
  [Name in keyof EffectiveSettings]: string extends EffectiveSettings[Name]['value'] ? Name : never;
}[keyof EffectiveSettings];

/** The file that a setting names, as it is shown: one in `aegis.yaml` counts from there. Empty where there is none. */
export function settingFile(context: Context, settings: EffectiveSettings, name: FileSetting): string {
  const { value, origin } = settings[name];
  return value === '' ? value : namedIn(context, origin, value);
}

/** The same for each of the programs that `scan.entry` names. */
export function entryFiles(context: Context, settings: EffectiveSettings): readonly string[] {
  const { value, origin } = settings['scan.entry'];
  return value.map((file) => namedIn(context, origin, file));
}

function namedIn({ cwd }: Context, origin: Origin, file: string): string {
  if (origin.kind !== 'file') return file;
  const folder = resolvePath(resolvePath(cwd, origin.file), '..');
  return displayPath(cwd, resolvePath(folder, file));
}
