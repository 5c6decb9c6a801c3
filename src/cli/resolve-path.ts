import { isAbsolute, relative, resolve } from 'node:path';

/** An absolute path with `/`, from one the user wrote. */
export function resolvePath(cwd: string, path: string): string {
  return withSlashes(resolve(cwd, path));
}

/** A path as it is shown: relative to the working folder with `/`, absolute only where no relative one exists. */
export function displayPath(cwd: string, path: string): string {
  const shown = relative(cwd, path);
  return withSlashes(shown === '' ? '.' : isAbsolute(shown) ? path : shown);
}

function withSlashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
