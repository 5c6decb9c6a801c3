import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import type { DirectoryEntry, FileReader, ReadResult } from '../base/index.ts';
import { withForwardSlashes } from './forward-slashes.ts';
import { readFailureOf } from './read-failure.ts';

/** The files of this machine. Paths that come out have `/`, also on Windows. */
export const nodeFileReader: FileReader = {
  readBytes: (path, maxBytes) => attempt(() => readRegularFile(path, maxBytes)),
  list: (path) => attempt(() => done(readdirSync(path, { withFileTypes: true }).map(toEntry))),
  stat: (path) => attempt(() => done(toStat(statSync(path)))),
  realPath: (path) => attempt(() => done(withForwardSlashes(realpathSync(path)))),
};

/** Windows has no such flag, and no named pipes among its files. */
const WITHOUT_WAITING = (constants.O_NONBLOCK as number | undefined) ?? 0;

/** Opened without waiting: a named pipe that nobody writes to would hold the process for ever. */
function readRegularFile(path: string, maxBytes: number): ReadResult<Uint8Array> {
  const handle = openSync(path, constants.O_RDONLY | WITHOUT_WAITING);
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile()) return { ok: false, error: 'not-a-file' };
    if (stat.size > maxBytes) return { ok: false, error: 'too-large' };
    return done(readAll(handle, stat.size));
  } finally {
    closeSync(handle);
  }
}

/** The file may have shrunk since it was measured. */
function readAll(handle: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    const count = readSync(handle, bytes, filled, size - filled, filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

function toEntry(entry: Dirent): DirectoryEntry {
  if (entry.isFile()) return { name: entry.name, kind: 'file' };
  if (entry.isDirectory()) return { name: entry.name, kind: 'directory' };
  return { name: entry.name, kind: entry.isSymbolicLink() ? 'link' : 'other' };
}

function toStat(stat: Stats): { kind: 'file' | 'directory' | 'other'; size: number } {
  return { kind: stat.isFile() ? 'file' : stat.isDirectory() ? 'directory' : 'other', size: stat.size };
}

function done<T>(value: T): ReadResult<T> {
  return { ok: true, value };
}

function attempt<T>(read: () => ReadResult<T>): ReadResult<T> {
  try {
    return read();
  } catch (error) {
    return { ok: false, error: readFailureOf(error) };
  }
}
