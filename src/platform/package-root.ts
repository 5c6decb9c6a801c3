import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AegisBug } from '../base/index.ts';
import { withForwardSlashes } from './forward-slashes.ts';

/**
 * The folder of the package `agent-aegis`, which holds `dist/data/`, `docs/` and `templates/`: the nearest one upwards
 * from this file, so that the answer is the same from the sources, from the bundle and from an installed package.
 */
export function findPackageRoot(from: string = dirname(fileURLToPath(import.meta.url))): string {
  if (packageNameIn(from) === 'agent-aegis') return withForwardSlashes(from);
  const parent = dirname(from);
  if (parent === from) throw new AegisBug('the folder of the package agent-aegis cannot be found');
  return findPackageRoot(parent);
}

function packageNameIn(folder: string): unknown {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name?: unknown;
    } | null;
    return manifest?.name;
  } catch {
    return undefined;
  }
}
