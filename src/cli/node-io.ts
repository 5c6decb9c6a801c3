import type { Io, Input } from './io.ts';
import { createNodeOutput } from './node-output.ts';

/** The streams, the environment and the clock of this process. */
export function createNodeIo(): Io {
  const interrupted = new AbortController();
  // `once`: a second interrupt has its default effect, which ends a command that does not listen.
  process.once('SIGINT', () => {
    interrupted.abort();
    process.stdin.destroy();
  });
  return {
    stdout: createNodeOutput(process.stdout),
    stderr: createNodeOutput(process.stderr),
    stdin: inputOf(process.stdin),
    env: process.env,
    cwd: process.platform === 'win32' ? process.cwd().replaceAll('\\', '/') : process.cwd(),
    clock: { now: () => Date.now() },
    interrupted: interrupted.signal,
    platform: async () => (await import('./node-platform.ts')).createNodePlatform(),
  };
}

function inputOf(stream: NodeJS.ReadStream): Input {
  return { isTTY: stream.isTTY, chunks: () => stream };
}
