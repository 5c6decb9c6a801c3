import type { CachedScanPorts } from '../scan/index.ts';
import type { Context } from './command.ts';
import { VERSION } from './version.ts';

const MAX_BYTES = 1_000_000;

/** What a scan of the project needs to find again what it found before; nothing with `--no-cache`. */
export function scanCache(context: Context, root: string): CachedScanPorts | undefined {
  const { given, files, packageRoot, cryptography, env } = context;
  if (context.scanCache === undefined || given.flag('no-cache')) return undefined;
  // The bundle names its parts by what is in them, so that its first file stands for the whole program.
  const program = files.readBytes(`${packageRoot}/dist/cli/main.js`, MAX_BYTES);
  if (!program.ok) return undefined;
  return {
    cache: context.scanCache(root, env),
    hash: (algorithm, bytes) => cryptography.hash(algorithm, bytes),
    program: `${VERSION} ${new TextDecoder().decode(program.value)}`,
  };
}
