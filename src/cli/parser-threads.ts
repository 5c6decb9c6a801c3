import { availableParallelism } from 'node:os';
import { createWorkerParsers, optimiseLess } from '../platform/index.ts';
import type { ParserPool } from '../scan/index.ts';

/** Fewer characters are parsed before a thread has come up (docs/adr/0006). */
const REPAYS_THREADS = 1_500_000;
/** Each thread takes up to 100 MB. */
const MOST_THREADS = 4;

/** Parsers on other threads, where so many characters repay their start and the machine has more than one core. */
export function parserThreads(packageRoot: string, characters: number): ParserPool | undefined {
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  if (characters < REPAYS_THREADS || threads < 2) return undefined;
  optimiseLess();
  return createWorkerParsers({ script: `${packageRoot}/dist/cli/scan-worker.js`, threads });
}
