import { err, ok, type Diagnostic, type Result } from '../base/index.ts';
import type { Context } from './command.ts';
import { problem } from './problem.ts';
import { explainFailure } from './read-input.ts';
import { resolvePath } from './resolve-path.ts';

/** The bytes of a file as they come, or of standard input for `-`. */
export async function chunksOf(
  context: Context,
  file: string,
): Promise<Result<AsyncIterable<Uint8Array>, Diagnostic>> {
  if (file === '-') {
    if (!context.stdin.isTTY) return ok(context.stdin.chunks());
    const help = 'pipe something in, or name a file';
    return err(problem('AEG9017', 'standard input is a terminal', { help }));
  }
  const path = resolvePath(context.cwd, file);
  const opened = await context.readChunks(path);
  return opened.ok ? ok(opened.value) : err(explainFailure(context, file, path, opened.error));
}
