import { randomBytes } from 'node:crypto';
import { mkdirSync, realpathSync, statSync } from 'node:fs';
import { link, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Why a file could not be written. */
export type WriteFailure = 'no-folder' | 'a-folder' | 'no-permission' | 'exists' | 'unwritable';

/** A file on its way: nothing is seen under its name before `commit`, and nothing remains after `discard`. */
export interface FileSink {
  write(text: string): Promise<void>;
  commit(): Promise<void>;
  discard(): Promise<void>;
}

export type CreateResult =
  { readonly ok: true; readonly value: FileSink } | { readonly ok: false; readonly error: WriteFailure };

/** Writing access to files. */
export interface FileWriter {
  /**
   * `mustBeNew`: an existing file is left as it is and the answer is `exists`. `isPrivate`: for its owner alone.
   * `withFolder`: its folder is made where there is none.
   */
  create(
    path: string,
    options?: { readonly mustBeNew?: boolean; readonly isPrivate?: boolean; readonly withFolder?: boolean },
  ): Promise<CreateResult>;
}

/**
 * Writes beside the final name and renames when complete, so that nobody ever reads half a file. A link is written
 * through, and what is no regular file (`/dev/stdout`, a named pipe) is written to and not replaced.
 */
export const nodeFileWriter: FileWriter = {
  create: async (path, options = {}) => {
    const existing = kindOf(path);
    if (existing === 'directory') return { ok: false, error: 'a-folder' };
    if (existing !== 'nothing' && options.mustBeNew === true) return { ok: false, error: 'exists' };
    try {
      if (options.withFolder === true) mkdirSync(dirname(path), { recursive: true });
      if (existing === 'other') return { ok: true, value: directSink(await open(path, 'w')) };
      const target = existing === 'file' ? realpathSync(path) : path;
      return { ok: true, value: await atomicSink(target, options) };
    } catch (error) {
      return { ok: false, error: writeFailureOf(error) };
    }
  },
};

async function atomicSink(
  target: string,
  { mustBeNew = false, isPrivate = false }: { readonly mustBeNew?: boolean; readonly isPrivate?: boolean },
): Promise<FileSink> {
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  const handle = await open(temporary, 'wx', isPrivate ? 0o600 : modeOf(target));
  const remove = (): Promise<void> => rm(temporary, { force: true });
  return {
    write: (text) => handle.writeFile(text),
    commit: async () => {
      await handle.close();
      try {
        if (mustBeNew) await link(temporary, target);
        else await rename(temporary, target);
      } finally {
        await remove();
      }
    },
    discard: async () => {
      await handle.close();
      await remove();
    },
  };
}

function directSink(handle: FileHandle): FileSink {
  return {
    write: (text) => handle.writeFile(text),
    commit: () => handle.close(),
    discard: () => handle.close(),
  };
}

function kindOf(path: string): 'nothing' | 'file' | 'directory' | 'other' {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return 'nothing';
    return stat.isFile() ? 'file' : stat.isDirectory() ? 'directory' : 'other';
  } catch {
    return 'nothing';
  }
}

/** A replaced file keeps who may read it. */
function modeOf(path: string): number {
  return (statSync(path, { throwIfNoEntry: false })?.mode ?? 0o666) & 0o777;
}

function writeFailureOf(error: unknown): WriteFailure {
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
