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
import type { FileReader, ReadFailure, ReadResult } from '../base/index.ts';

export const nodeFileReader: FileReader = {
  readBytes: (path, maxBytes) => attempt(() => readRegularFile(path, maxBytes)),
  list: (path) =>
    attempt(() =>
      done(
        readdirSync(path, { withFileTypes: true }).map((entry) => ({
          name: entry.name,
          kind: entry.isFile()
            ? 'file'
            : entry.isDirectory()
              ? 'directory'
              : entry.isSymbolicLink()
                ? 'link'
                : 'other',
        })),
      ),
    ),
  stat: (path) =>
    attempt(() => {
      const stat = statSync(path);
      return done({
        kind: stat.isFile() ? 'file' : stat.isDirectory() ? 'directory' : 'other',
        size: stat.size,
      });
    }),
  realPath: (path) => attempt(() => done(realpathSync(path).replaceAll('\\', '/'))),
};

/** Windows has no such flag, and no named pipes among its files. */
const WITHOUT_WAITING = (constants.O_NONBLOCK as number | undefined) ?? 0;

/** Opened without waiting, so that a named pipe nobody writes to is refused instead of waited for. */
function readRegularFile(path: string, maxBytes: number): ReadResult<Uint8Array> {
  const handle = openSync(path, constants.O_RDONLY | WITHOUT_WAITING);
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile()) return { ok: false, error: 'not-a-file' };
    if (stat.size > maxBytes) return { ok: false, error: 'too-large' };
    const bytes = new Uint8Array(stat.size);
    let read = 0;
    while (read < bytes.length) {
      const count = readSync(handle, bytes, read, bytes.length - read, read);
      if (count === 0) break;
      read += count;
    }
    return done(bytes.subarray(0, read));
  } finally {
    closeSync(handle);
  }
}

function done<T>(value: T): ReadResult<T> {
  return { ok: true, value };
}

function attempt<T>(read: () => ReadResult<T>): ReadResult<T> {
  try {
    return read();
  } catch (error) {
    return { ok: false, error: failureOf(error) };
  }
}

function failureOf(error: unknown): ReadFailure {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'missing';
    case 'ENOTDIR':
      return 'not-a-directory';
    case 'EISDIR':
      return 'not-a-file';
    case 'EACCES':
    case 'EPERM':
      return 'no-permission';
    default:
      return 'unreadable';
  }
}
