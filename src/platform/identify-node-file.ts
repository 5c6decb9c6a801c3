import { statSync } from 'node:fs';

/** Device and number of the file that a path leads to: the same for every link to it, of either kind. */
export function identifyNodeFile(path: string): string | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
    return stat?.isFile() === true ? `${stat.dev}:${stat.ino}` : undefined;
  } catch {
    return undefined;
  }
}
