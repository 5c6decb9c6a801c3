import { resolve } from 'node:path';

/** An absolute path with `/`, from one the user wrote. */
export function resolvePath(cwd: string, path: string): string {
  return resolve(cwd, path).replaceAll('\\', '/');
}
