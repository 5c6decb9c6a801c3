import { parentPort } from 'node:worker_threads';
import { AegisBug } from '../base/index.ts';
import type { PackedModule, ParseJob } from '../scan/index.ts';
import type { WorkerMessage } from './worker-parsers.ts';

/** What the script of a thread of `createWorkerParsers` runs: answers each list of jobs, one after the other. */
export function answerJobs(parse: (jobs: readonly ParseJob[]) => Promise<readonly PackedModule[]>): void {
  const port = parentPort;
  if (port === null) throw new AegisBug('this script runs on a thread of its own');
  let last = Promise.resolve();
  port.on('message', (jobs: readonly ParseJob[]) => {
    last = last.then(async () => {
      const modules = await parse(jobs);
      const buffers = modules.flatMap((module) => ('unreadable' in module ? [] : [module.buffer]));
      port.postMessage({ kind: 'parsed', modules } satisfies WorkerMessage, buffers);
    });
  });
  port.postMessage({ kind: 'ready' } satisfies WorkerMessage);
}
