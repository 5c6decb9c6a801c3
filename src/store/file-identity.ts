import { statSync } from 'node:fs';

/** Which file stands under a name; another one after the file was replaced, `undefined` where there is none. */
export function fileIdentity(path: string): string | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat?.isFile() === true ? `${stat.dev}:${stat.ino}` : undefined;
}
