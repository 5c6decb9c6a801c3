import { open } from 'node:fs/promises';
import type { ReadResult } from '../base/index.ts';
import { readFailureOf } from './read-failure.ts';

/**
 * The bytes of a file as they come, for what may be longer than memory. It is opened before this answers, so that a
 * failure is told before anything is written. A pipe is read like a file, a folder is refused.
 */
export async function readFileChunks(path: string): Promise<ReadResult<AsyncIterable<Uint8Array>>> {
  try {
    const handle = await open(path);
    if ((await handle.stat()).isDirectory()) {
      await handle.close();
      return { ok: false, error: 'not-a-file' };
    }
    return { ok: true, value: handle.createReadStream() };
  } catch (error) {
    return { ok: false, error: readFailureOf(error) };
  }
}
