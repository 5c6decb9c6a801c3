import { err, ok, type Diagnostic, type Result } from '../base/index.ts';
import type { Context } from './command.ts';
import { problem } from './problem.ts';
import { readInput } from './read-input.ts';

/** The text of a file the user named, which must be UTF-8. */
export function readText(context: Context, file: string): Result<string, Diagnostic> {
  const bytes = readInput(context, file);
  if (!bytes.ok) {
    const isLarge = bytes.error.kind === 'too-large';
    return err(isLarge ? problem('AEG9013', `\`${file}\` is too large`) : bytes.error.diagnostic);
  }
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value));
  } catch {
    return err(problem('AEG9013', `\`${file}\` is not UTF-8 text`));
  }
}
