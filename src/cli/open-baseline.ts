import { createSource, err, ok, type Diagnostic, type Result, type Source } from '../base/index.ts';
import type { EffectiveSettings } from '../config/index.ts';
import { baselineProblem, readBaseline, type BaselineEntry } from '../scan/index.ts';
import type { Context } from './command.ts';
import { readInput } from './read-input.ts';
import { displayPath, resolvePath } from './resolve-path.ts';

/** A baseline and the text that its stale entries are shown in. */
export interface OpenedBaseline {
  readonly entries: readonly BaselineEntry[];
  readonly source: Source;
}

/**
 * The baseline that `--baseline` or `scan.baseline` names, or else the one that `--write-baseline` is to replace: its
 * entries for what is not scanned stay, and no file is replaced that is not a baseline. One that is about to be written
 * for the first time need not exist.
 */
export function openBaseline(
  context: Context,
  settings: EffectiveSettings,
): Result<OpenedBaseline | undefined, Diagnostic> {
  const written = context.given.value('write-baseline');
  const file = baselineFile(context, settings) ?? written;
  if (file === undefined) return ok(undefined);
  const path = resolvePath(context.cwd, file);
  const isNew = written !== undefined && resolvePath(context.cwd, written) === path;
  if (isNew && !context.files.stat(path).ok) return ok(undefined);
  const text = readText(context, file);
  if (!text.ok) return text;
  const source = createSource(file, text.value);
  const entries = readBaseline(source);
  return entries.ok ? ok({ entries: entries.value, source }) : entries;
}

/** A name in `aegis.yaml` counts from the folder of that file, any other from the working folder. */
function baselineFile({ cwd }: Context, settings: EffectiveSettings): string | undefined {
  const { value, origin } = settings['scan.baseline'];
  if (value === '') return undefined;
  if (origin.kind !== 'file') return value;
  const folder = resolvePath(resolvePath(cwd, origin.file), '..');
  return displayPath(cwd, resolvePath(folder, value));
}

function readText(context: Context, file: string): Result<string, Diagnostic> {
  const bytes = readInput(context, file);
  if (!bytes.ok) {
    const why =
      bytes.error.kind === 'too-large' ? `\`${file}\` is too large` : bytes.error.diagnostic.message;
    return err(baselineProblem(`the baseline cannot be used: ${why}`, 'missing'));
  }
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value));
  } catch {
    return err(baselineProblem(`the baseline \`${file}\` is not UTF-8 text`));
  }
}
