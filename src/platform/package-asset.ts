import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AegisBug } from '../base/index.ts';
import { findPackageRoot } from './package-root.ts';

/** The bytes of a file that the package ships, by its path below the package's folder: `dist/data/catalog.json`. */
export function readPackageAsset(path: string): Uint8Array {
  const root = findPackageRoot();
  try {
    return readFileSync(join(root, path));
  } catch (error) {
    throw new AegisBug(`the package is incomplete: ${path} is missing in ${root}`, { cause: error });
  }
}
