import type { ReadFailure } from '../base/index.ts';

/** What a failed call of the file system means to a reader. */
export function readFailureOf(error: unknown): ReadFailure {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'missing';
    case 'ENOTDIR':
      return 'not-a-directory';
    case 'EISDIR':
    // A socket cannot be opened.
    case 'ENXIO':
      return 'not-a-file';
    case 'EACCES':
    case 'EPERM':
      return 'no-permission';
    default:
      return 'unreadable';
  }
}
