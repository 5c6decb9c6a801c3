import type { Io, Input, Output } from './io.ts';

/** The streams, the environment and the clock of this process. */
export function createNodeIo(): Io {
  const interrupted = new AbortController();
  // `once`: a second interrupt has its default effect, which ends a command that does not listen.
  process.once('SIGINT', () => {
    interrupted.abort();
    process.stdin.destroy();
  });
  return {
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    stdin: inputOf(process.stdin),
    env: process.env,
    cwd: process.platform === 'win32' ? process.cwd().replaceAll('\\', '/') : process.cwd(),
    clock: { now: () => Date.now() },
    interrupted: interrupted.signal,
    platform: async () => (await import('./node-platform.ts')).createNodePlatform(),
  };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  let isClosed = false;
  let waiting: (() => void)[] = [];
  const goOn = (): void => {
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  stream.on('drain', goOn);
  // The reader went away (`| head`): what follows is not wanted, and that is no error.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
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
    get isClosed() {
      return isClosed;
    },
    isTTY: stream.isTTY,
    columns: stream.columns,
  };
}

function inputOf(stream: NodeJS.ReadStream): Input {
  return { isTTY: stream.isTTY, chunks: () => stream };
}
