import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileSink, FileWriter, WriteFailure } from './io.ts';

/** Files written beside their final name and renamed when complete, so that a reader never sees half of one. */
export const nodeFileWriter: FileWriter = {
  async create(path) {
    if (isFolder(path)) return { ok: false, error: 'a-folder' };
    const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
    try {
      return { ok: true, value: sinkOf(await open(temporary, 'wx'), temporary, path) };
    } catch (error) {
      return { ok: false, error: failureOf(error) };
    }
  },
};

function sinkOf(handle: FileHandle, temporary: string, path: string): FileSink {
  return {
    write: async (text) => {
      await handle.writeFile(text);
    },
    commit: async () => {
      await handle.close();
      await rename(temporary, path);
    },
    discard: async () => {
      await handle.close();
      await rm(temporary, { force: true });
    },
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function failureOf(error: unknown): WriteFailure {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'no-folder';
    case 'EISDIR':
      return 'a-folder';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'no-permission';
    case 'EEXIST':
      return 'exists';
    default:
      return 'unwritable';
  }
}
