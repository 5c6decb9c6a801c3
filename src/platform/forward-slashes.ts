import { sep } from 'node:path';

/** A path of this machine with `/`. On POSIX a backslash is a letter like any other and stays. */
export function withForwardSlashes(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}
