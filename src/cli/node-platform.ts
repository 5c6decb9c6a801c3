import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AegisBug } from '../base/index.ts';
import type { Platform } from './io.ts';
import { nodeFileReader } from './node-file-reader.ts';
import { nodeFileWriter } from './node-file-writer.ts';

/** Files, home and package root on Node. */
export function createNodePlatform(): Platform {
  return {
    files: nodeFileReader,
    writer: nodeFileWriter,
    packageRoot: findPackageRoot(dirname(fileURLToPath(import.meta.url))).replaceAll('\\', '/'),
    home: homedir().replaceAll('\\', '/'),
  };
}

function findPackageRoot(from: string): string {
  const manifest = join(from, 'package.json');
  if (existsSync(manifest) && readFileSync(manifest, 'utf8').includes('"name": "agent-aegis"')) return from;
  const parent = dirname(from);
  if (parent === from) throw new AegisBug('the folder of the package agent-aegis cannot be found');
  return findPackageRoot(parent);
}
