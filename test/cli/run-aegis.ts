import type { Io, Output, Platform } from '../../src/cli/io.ts';
import { execute } from '../../src/cli/execute.ts';
import { inChunks, memoryPlatform, type MemoryFile, type MemoryMachine } from './memory-platform.ts';

export interface World {
  /** Files by path; relative ones stand in `/work`. */
  readonly files?: Readonly<Record<string, MemoryFile>>;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** What is typed. */
  readonly keys?: AsyncIterable<string>;
  /** Given: standard output and error are terminals of this width. */
  readonly terminal?: number;
  readonly interrupted?: AbortSignal;
  /** Hears what is written to standard output, as it is written. */
  readonly onOutput?: (text: string) => void;
  /** Milliseconds since 1970-01-01T00:00:00Z; default 2026-03-02T10:00:00Z, a Monday. */
  readonly now?: number;
  /** A clock that goes; else it stands at `now`. */
  readonly clock?: Io['clock'];
  /** Parts of the made-up machine that are otherwise. */
  readonly platform?: Partial<Platform>;
}

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly machine: MemoryMachine;
}

/** Runs a command line in-process in a made-up world. */
export async function runAegis(argv: readonly string[], world: World = {}): Promise<Ran> {
  const stdout = capture(world, world.onOutput);
  const stderr = capture(world);
  const machine = memoryPlatform(absolute(world.files ?? {}));
  const io: Io = {
    stdout: stdout.output,
    stderr: stderr.output,
    stdin: {
      isTTY: world.stdin === undefined,
      chunks: () => inChunks(new TextEncoder().encode(world.stdin ?? '')),
      keys: () => world.keys ?? inKeys(''),
      close: () => undefined,
    },
    env: world.env ?? {},
    cwd: world.cwd ?? '/work',
    clock: world.clock ?? { now: () => world.now ?? Date.UTC(2026, 2, 2, 10) },
    interrupted: world.interrupted ?? new AbortController().signal,
    platform: () => Promise.resolve({ ...machine, ...world.platform }),
  };
  const exitCode = await execute(argv, io);
  return { exitCode, stdout: stdout.text(), stderr: stderr.text(), machine };
}

async function* inKeys(keys: string): AsyncGenerator<string> {
  yield* await Promise.resolve(keys);
}

function capture(
  world: World,
  hear: (text: string) => void = () => undefined,
): { readonly output: Output; readonly text: () => string } {
  let text = '';
  return {
    text: () => text,
    output: {
      write: (more) => {
        text += more;
        hear(more);
      },
      drained: () => Promise.resolve(),
      delivered: () => Promise.resolve(true),
      isClosed: false,
      isTTY: world.terminal !== undefined,
      columns: world.terminal,
    },
  };
}

function absolute(files: Readonly<Record<string, MemoryFile>>): Record<string, MemoryFile> {
  return Object.fromEntries(
    Object.entries({ 'README.md': '', ...files }).map(([path, file]) => [
      path.startsWith('/') ? path : `/work/${path}`,
      file,
    ]),
  );
}
