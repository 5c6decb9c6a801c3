import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import type { ScanCache } from '../scan/index.ts';

export interface CacheFolderOptions {
  /** The project's folder, absolute. */
  readonly root: string;
  /** The cache folder of the user, absolute; see `userCacheFolder`. */
  readonly userFolder: string;
}

/** Of the things whose names begin alike, so many are kept: for each set of options one. */
const MOST_OF_A_KIND = 4;
/** Projects without `node_modules` that are remembered. */
const MOST_PROJECTS = 32;
const MOST_BYTES = 256 * 1024 * 1024;
const MAC_BYTES = 32;

/**
 * Keeps what a scan wants to find again: in `node_modules/.cache/aegis` of the project, else in the user's cache folder.
 * Each file bears a seal made with a key that only this user has, so that a damaged one, and one that came with the
 * project, is no cache. Nothing here fails: a cache that cannot be read is empty, and one that cannot be written stays
 * as it is. Writers at the same time overwrite each other's files as a whole.
 */
export function createCacheFolder({ root, userFolder }: CacheFolderOptions): ScanCache {
  const key = sealingKey(userFolder);
  if (key === undefined) return NO_CACHE;
  const folder = folderFor(root, userFolder);
  return {
    read: (name) => attempt(() => unsealed(key, name, readFileSync(join(folder, name)))),
    write: (name, bytes) => {
      if (bytes.length > MOST_BYTES) return;
      attempt(() => {
        mkdirSync(folder, { recursive: true });
        writeWhole(join(folder, name), [seal(key, name, bytes), bytes]);
        const kind = name.replace(/-.*/, '-');
        if (kind !== name) removeOldest(folder, (other) => other.startsWith(kind), MOST_OF_A_KIND);
      });
    },
  };
}

/** `XDG_CACHE_HOME/aegis`, or where this system keeps caches. */
export function userCacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const set = env['XDG_CACHE_HOME'];
  if (set !== undefined && set !== '') return join(set, 'aegis');
  switch (platform()) {
    case 'darwin':
      return join(homedir(), 'Library', 'Caches', 'aegis');
    case 'win32':
      return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'aegis', 'Cache');
    default:
      return join(homedir(), '.cache', 'aegis');
  }
}

const NO_CACHE: ScanCache = { read: () => undefined, write: () => undefined };

function folderFor(root: string, userFolder: string): string {
  const modules = join(root, 'node_modules');
  if (attempt(() => statSync(modules).isDirectory()) === true) return join(modules, '.cache', 'aegis');
  const projects = join(userFolder, 'projects');
  attempt(() => {
    removeOldest(projects, () => true, MOST_PROJECTS);
  });
  return join(projects, hash('sha256', root).slice(0, 32));
}

/** Made once for each user. Of two that make it at the same time, one finds the other's. */
function sealingKey(userFolder: string): Buffer | undefined {
  const file = join(userFolder, 'key');
  const known = attempt(() => readFileSync(file));
  if (known?.length === MAC_BYTES) return known;
  attempt(() => {
    mkdirSync(userFolder, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(MAC_BYTES), { flag: known === undefined ? 'wx' : 'w', mode: 0o600 });
  });
  const made = attempt(() => readFileSync(file));
  return made?.length === MAC_BYTES ? made : undefined;
}

/** The name is under the seal too: no file stands in for another. */
function seal(key: Buffer, name: string, bytes: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`${name}\n`).update(bytes).digest();
}

function unsealed(key: Buffer, name: string, file: Buffer): Uint8Array | undefined {
  const [mac, bytes] = [file.subarray(0, MAC_BYTES), file.subarray(MAC_BYTES)];
  return mac.length === MAC_BYTES && timingSafeEqual(mac, seal(key, name, bytes)) ? bytes : undefined;
}

/** Under another name first, so that nobody reads half a file. */
function writeWhole(path: string, parts: readonly Uint8Array[]): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeFileSync(temporary, Buffer.concat(parts), { flag: 'wx', mode: 0o600 });
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function removeOldest(folder: string, isMeant: (name: string) => boolean, most: number): void {
  const entries = readdirSync(folder).filter(isMeant);
  if (entries.length <= most) return;
  const byAge = entries
    .map((name) => ({ name, at: attempt(() => statSync(join(folder, name)).mtimeMs) ?? 0 }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of byAge.slice(most)) rmSync(join(folder, name), { recursive: true, force: true });
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
