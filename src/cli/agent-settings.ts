import { err, ok, type Diagnostic, type Json, type Result } from '../base/index.ts';
import { hookProblem, type Agent, type JsonObject } from '../hooks/index.ts';
import type { Context } from './command.ts';
import { explainFailure } from './read-input.ts';
import { displayPath } from './resolve-path.ts';

/** The settings of an agent as they are on disk. */
export interface OpenedAgentSettings {
  readonly path: string;
  /** As it is shown. */
  readonly file: string;
  /** Empty where there is no file. */
  readonly text: string;
  readonly settings: JsonObject | undefined;
}

const MAX_BYTES = 4 * 1024 * 1024;

/** Reads the file of the project, or with `--user` that of the home folder. */
export function openAgentSettings(context: Context, agent: Agent): Result<OpenedAgentSettings, Diagnostic> {
  const isUser = context.given.flag('user');
  const folder = isUser ? context.home : context.cwd;
  if (folder === undefined) return err(hookProblem('AEG4053', 'there is no home folder'));
  const path = `${folder}/${agent.settings.file}`;
  const file = isUser ? path : displayPath(context.cwd, path);
  const read = context.files.readBytes(path, MAX_BYTES);
  if (!read.ok && (read.error === 'missing' || read.error === 'not-a-directory'))
    return ok({ path, file, text: '', settings: undefined });
  if (!read.ok) return err(explainFailure(context, file, path, read.error));
  const text = new TextDecoder().decode(read.value);
  if (text.trim() === '') return ok({ path, file, text, settings: undefined });
  const settings = parse(text);
  const help = 'it is left as it is: make it a JSON object without comments first';
  return settings === undefined
    ? err(hookProblem('AEG4053', `\`${file}\` is not a JSON object`, help))
    : ok({ path, file, text, settings });
}

function parse(text: string): JsonObject | undefined {
  try {
    const json = JSON.parse(text) as Json;
    const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
    return isObject ? (json as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
