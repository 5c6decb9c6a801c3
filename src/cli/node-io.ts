import type { Io, Input } from './io.ts';
import { createNodeOutput } from './node-output.ts';

/**
 * The streams, the environment and the clock of this process. `onUndelivered` hears when standard output could not be
 * written, after standard error has said so.
 */
export function createNodeIo(onUndelivered: () => void): Io {
  const interrupted = new AbortController();
  // `once`: a second interrupt has its default effect, which ends a command that does not listen.
  process.once('SIGINT', () => {
    interrupted.abort();
    process.stdin.destroy();
  });
  // There is nowhere left to say that standard error cannot be written; the exit code stays what it is.
  const stderr = createNodeOutput(process.stderr, () => undefined);
  const stdout = createNodeOutput(process.stdout, ({ code = 'no reason given' }) => {
    stderr.write(
      `error[AEG9014]: cannot write standard output: the system refused (${code})\n   = explain: aegis explain AEG9014\n`,
    );
    onUndelivered();
  });
  return {
    stdout,
    stderr,
    stdin: inputOf(process.stdin),
    ...(process.stdin.isTTY && process.stdout.isTTY ? { screen: process } : {}),
    env: process.env,
    cwd: process.platform === 'win32' ? process.cwd().replaceAll('\\', '/') : process.cwd(),
    clock: { now: () => Date.now() },
    interrupted: interrupted.signal,
    platform: async () => (await import('./node-platform.ts')).createNodePlatform(),
  };
}

function inputOf(stream: NodeJS.ReadStream): Input {
  return {
    isTTY: stream.isTTY,
    chunks: () => stream,
    keys: () => keysOf(stream),
    close: () => stream.destroy(),
  };
}

async function* keysOf(stream: NodeJS.ReadStream): AsyncGenerator<string> {
  stream.setRawMode(true);
  try {
    for await (const chunk of stream) yield* (chunk as Buffer).toString('utf8');
  } finally {
    stream.setRawMode(false);
    stream.destroy();
  }
}
