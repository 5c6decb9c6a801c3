import { fstatSync, statSync } from 'node:fs';
import type { Output } from './io.ts';

/** What an output needs of a stream; `process.stdout` has it. */
export type OutputStream = Pick<
  NodeJS.WriteStream,
  'on' | 'write' | 'writableNeedDrain' | 'isTTY' | 'columns'
> & { readonly fd?: number };

/**
 * A stream as an output: a closed reader ends it quietly, and one listener serves everybody who waits for it. Where
 * writing fails for another reason, such as a full disk, `onFailure` hears of it once and what follows goes nowhere.
 */
export function createNodeOutput(
  stream: OutputStream,
  onFailure: (error: NodeJS.ErrnoException) => void,
): Output {
  let isClosed = false;
  let waiting: (() => void)[] = [];
  const goOn = (): void => {
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  stream.on('drain', goOn);
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader went away (`| head`): what follows is not wanted, and that is no error.
    const isGone = error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED';
    if (!isGone && !isClosed) onFailure(error);
    isClosed = true;
    goOn();
  });
  return {
    write: (text) => {
      if (!isClosed) stream.write(text);
    },
    drained: async () => {
      if (isClosed || !stream.writableNeedDrain) return;
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    },
    delivered: async () => {
      if (isClosed || leadsNowhere(stream)) return false;
      return await new Promise((resolve) => {
        stream.write('', (error) => {
          resolve((error ?? undefined) === undefined && !isClosed);
        });
      });
    },
    get isClosed() {
      return isClosed;
    },
    isTTY: stream.isTTY,
    columns: stream.columns,
  };
}

/** Where standard output is closed Node opens `/dev/null` in its place, and everything can be written. */
function leadsNowhere({ fd }: OutputStream): boolean {
  if (fd === undefined || process.platform === 'win32') return false;
  try {
    const stat = fstatSync(fd);
    return stat.isCharacterDevice() && stat.rdev === statSync('/dev/null').rdev;
  } catch {
    return false;
  }
}
