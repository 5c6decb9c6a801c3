import type { DirectoryEntry, FileReader, ReadResult } from '../../src/base/index.ts';
import type { FileSink, FileWriter } from '../../src/platform/index.ts';
import type { Platform } from '../../src/cli/io.ts';
import { nodeCryptography, nodeFileReader } from '../../src/platform/index.ts';
import { loadDriver } from '../../src/store/index.ts';

/** What stands at a path of the made-up machine: a text, bytes, or something that cannot be read as a file. */
export type MemoryFile = string | Uint8Array | Obstacle;

/** Something that stands under a name and is no file that can be read. */
export interface Obstacle {
  readonly is: 'forbidden' | 'pipe';
}

export const FORBIDDEN: Obstacle = { is: 'forbidden' };
export const PIPE: Obstacle = { is: 'pipe' };

export interface MemoryMachine extends Platform {
  /** Everything that was committed, by path. */
  readonly written: Map<string, string>;
  /** Temporary files that neither arrived nor went away. */
  readonly open: Set<string>;
}

/** The folder of this checkout: what the package ships is read from the real one. */
export const PACKAGE_ROOT: string = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** A machine with these files (absolute paths) in memory; `docs`, `templates` and `dist` of the package are real. */
export function memoryPlatform(files: Readonly<Record<string, MemoryFile>>): MemoryMachine {
  const written = new Map<string, string>();
  const open = new Set<string>();
  const at = (path: string): MemoryFile | undefined => written.get(path) ?? files[path];
  const isFolder = (path: string): boolean =>
    Object.keys(files).some((file) => file.startsWith(`${path.replace(/\/$/, '')}/`));
  const reader: FileReader = {
    readBytes: (path, maxBytes) => {
      if (path.startsWith(PACKAGE_ROOT)) return nodeFileReader.readBytes(path, maxBytes);
      const file = at(path);
      if (file === FORBIDDEN) return failure('no-permission');
      if (file === PIPE || isFolder(path)) return failure('not-a-file');
      if (file === undefined || isObstacle(file)) return failure('missing');
      const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
      return bytes.length > maxBytes ? failure('too-large') : done(bytes);
    },
    list: (path) => {
      if (path.startsWith(PACKAGE_ROOT)) return nodeFileReader.list(path);
      if (!isFolder(path)) return failure(at(path) === undefined ? 'missing' : 'not-a-directory');
      return done(entriesOf(path, Object.keys(files), isFolder));
    },
    stat: (path) => {
      if (path.startsWith(PACKAGE_ROOT)) return nodeFileReader.stat(path);
      if (isFolder(path)) return done({ kind: 'directory', size: 0 });
      const file = at(path);
      if (file === undefined) return failure('missing');
      return done(isObstacle(file) ? { kind: 'other', size: 0 } : { kind: 'file', size: file.length });
    },
    realPath: (path) => done(path),
  };
  const writer: FileWriter = {
    create: (path, options) => {
      if (isFolder(path)) return Promise.resolve({ ok: false, error: 'a-folder' });
      if (options?.mustBeNew === true && at(path) !== undefined)
        return Promise.resolve({ ok: false, error: 'exists' });
      if (options?.withFolder !== true && !isFolder(path.slice(0, path.lastIndexOf('/'))))
        return Promise.resolve({ ok: false, error: 'no-folder' });
      open.add(path);
      return Promise.resolve({ ok: true, value: sink(path, written, open) });
    },
  };
  return {
    files: reader,
    writer,
    watchFolders: () => ({
      update: () => 0,
      next: () => new Promise(() => undefined),
      close: () => undefined,
    }),
    git: { run: () => Promise.resolve({ kind: 'missing' }) },
    readChunks: (path) => {
      const read = reader.readBytes(path, Infinity);
      return Promise.resolve(read.ok ? done(inChunks(read.value)) : read);
    },
    cryptography: nodeCryptography,
    loadSqlite: loadDriver,
    openTerminal: () => undefined,
    runShell: () => Promise.reject(new Error('a test runs no shell')),
    runWithin: (_, work) => ({ kind: 'done', value: work() }),
    identifyFile: (path) => (at(path) === undefined ? undefined : path),
    temporaryFolder: () => ({ path: '/tmp/aegis', remove: () => undefined }),
    nodePath: '/usr/bin/node',
    hostName: 'desk-1',
    packageRoot: PACKAGE_ROOT,
    home: '/home/kim',
    timeZoneData: '2026a',
    written,
    open,
  };
}

function isObstacle(file: MemoryFile): file is Obstacle {
  return typeof file !== 'string' && 'is' in file;
}

function entriesOf(
  path: string,
  files: readonly string[],
  isFolder: (path: string) => boolean,
): DirectoryEntry[] {
  const names = files
    .filter((file) => file.startsWith(`${path}/`))
    .map((file) => file.slice(path.length + 1).split('/')[0]!);
  return [...new Set(names)].map((name) => ({
    name,
    kind: isFolder(`${path}/${name}`) ? 'directory' : 'file',
  }));
}

function sink(path: string, written: Map<string, string>, open: Set<string>): FileSink {
  let text = '';
  return {
    write: (more) => {
      text += more;
      return Promise.resolve();
    },
    commit: () => {
      written.set(path, text);
      open.delete(path);
      return Promise.resolve();
    },
    discard: () => {
      open.delete(path);
      return Promise.resolve();
    },
  };
}

/** Chunks of an awkward size, so that lines and characters fall over their borders; the event loop gets its turn. */
export async function* inChunks(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    if (at % (100 * size) === 0) await new Promise((resolve) => setImmediate(resolve));
    yield bytes.subarray(at, at + size);
  }
}

function done<T>(value: T): ReadResult<T> {
  return { ok: true, value };
}

function failure(error: Extract<ReadResult<never>, { ok: false }>['error']): ReadResult<never> {
  return { ok: false, error };
}
