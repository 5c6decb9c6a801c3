import type { Result, Span } from '../base/index.ts';
import type { Context } from './command.ts';
import { readInput, type InputFailure } from './read-input.ts';
import { displayPath, resolvePath } from './resolve-path.ts';

/** Where policies are read from: the disk, standard input, or a commit. */
export interface PolicyFiles {
  /** `namedAt` is where the file is named, when that is in another file. */
  read(file: string, namedAt?: Span): Result<Uint8Array, InputFailure>;
  /** The name of the file that a path within another file leads to. */
  beside(file: string, path: string): string;
}

export function filesOnDisk(context: Context): PolicyFiles {
  const { cwd } = context;
  return {
    read: (file, namedAt) => readInput(context, file, namedAt),
    beside: (file, path) => displayPath(cwd, resolvePath(resolvePath(cwd, `${file}/..`), path)),
  };
}
