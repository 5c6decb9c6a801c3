import { AegisBug } from '../base/index.ts';
import type { Context } from './command.ts';

const MAX_BYTES = 64 * 1024 * 1024;

/** A file of `dist/data`, which the build makes. */
export function packageData(
  { files, packageRoot }: Pick<Context, 'files' | 'packageRoot'>,
  name: string,
): Uint8Array {
  const path = `${packageRoot}/dist/data/${name}`;
  const read = files.readBytes(path, MAX_BYTES);
  if (!read.ok)
    throw new AegisBug(`the package is not complete: ${path} is ${read.error}; \`npm run build\` makes it`);
  return read.value;
}
