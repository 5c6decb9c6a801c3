import { err, ok, type Diagnostic, type ReadFailure, type Result, type Span } from '../base/index.ts';
import type { Context } from './command.ts';
import { problem } from './problem.ts';
import { resolvePath } from './resolve-path.ts';

/** A larger file is not read at all, whatever it is for. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Why a file was not read: it could not be, or there is more than anybody should read. */
export type InputFailure =
  { readonly kind: 'unreadable'; readonly diagnostic: Diagnostic } | { readonly kind: 'too-large' };

/** The bytes of a file the user named. `span` is where it is named, when that is in a file. */
export function readInput(context: Context, file: string, span?: Span): Result<Uint8Array, InputFailure> {
  const path = resolvePath(context.cwd, file);
  const read = context.files.readBytes(path, MAX_BYTES);
  if (read.ok) return ok(read.value);
  if (read.error === 'too-large') return err({ kind: 'too-large' });
  const diagnostic = explainFailure(context, file, path, read.error);
  return err({ kind: 'unreadable', diagnostic: span === undefined ? diagnostic : { ...diagnostic, span } });
}

/** Why a file could not be read, as the user is told. */
export function explainFailure(
  context: Context,
  file: string,
  path: string,
  failure: ReadFailure,
): Diagnostic {
  switch (failure) {
    case 'missing':
    case 'not-a-directory':
      return problem('AEG9010', `\`${file}\` does not exist`);
    case 'no-permission':
      return problem('AEG9012', `no permission to read \`${file}\``);
    case 'unreadable':
    case 'too-large':
      return problem('AEG9013', `\`${file}\` cannot be read`, {
        help: 'the system refused, as it does for a link that leads back to itself',
      });
    case 'not-a-file': {
      const stat = context.files.stat(path);
      if (!stat.ok || stat.value.kind !== 'directory') {
        return problem('AEG9013', `\`${file}\` is not a regular file`, {
          help: 'copy its content into a file first',
        });
      }
      return problem('AEG9011', `\`${file}\` is a folder`, { help: 'name the file in it' });
    }
  }
}
