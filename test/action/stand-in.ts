import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = process.cwd();

/** Whether there is a build that a stand-in can lead to. */
export const isBuilt: boolean =
  existsSync(join(ROOT, 'dist/cli/main.js')) && existsSync(join(ROOT, 'dist/data/catalog.json'));

export const version: string = (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string })
  .version;

/** A package of the name and version of ours, without dependencies, whose binary is the one of this checkout. */
export function writeStandIn(folder: string, scripts: Readonly<Record<string, string>> = {}): void {
  const binary = join(folder, 'bin/aegis.js');
  mkdirSync(dirname(binary), { recursive: true });
  const manifest = { name: 'agent-aegis', version, type: 'module', bin: { aegis: 'bin/aegis.js' }, scripts };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(binary, `#!/usr/bin/env node\nimport ${JSON.stringify(join(ROOT, 'bin/aegis.js'))};\n`);
  chmodSync(binary, 0o755);
}

/** The same as a tarball. */
export function packStandIn(file: string, scripts: Readonly<Record<string, string>> = {}): void {
  writeStandIn(join(dirname(file), 'package'), scripts);
  execFileSync('tar', ['-czf', file, '-C', dirname(file), 'package']);
}
