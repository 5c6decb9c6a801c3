import { Worker } from 'node:worker_threads';
import type { PackedModule, ParseJob, ParserPool, PoolAnswer } from '../scan/index.ts';

export interface WorkerParsersOptions {
  /** The absolute path of a script that answers lists of `ParseJob` with lists of `PackedModule`, see `answerJobs`. */
  readonly script: string;
  readonly threads: number;
}

/** What a thread says: first that it is there, then what became of each list of jobs, in the order of the lists. */
export type WorkerMessage =
  { readonly kind: 'ready' } | { readonly kind: 'parsed'; readonly modules: readonly PackedModule[] };

/**
 * The parser descends by recursion: it needs room on the stack for what is nested. Short-lived objects are most of what
 * it makes: room for them saves copying. Both in MB.
 */
const RESOURCE_LIMITS = { stackSizeMb: 64, maxYoungGenerationSizeMb: 32 };

/** Parsers on threads of their own. A thread that dies is replaced; one that never came up makes the pool unavailable. */
export function createWorkerParsers({ script, threads }: WorkerParsersOptions): ParserPool {
  const lanes = Array.from({ length: threads }, () => new Lane(script));
  return {
    size: threads,
    parse: (jobs) => shortest(lanes).parse(jobs),
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

interface Waiting {
  readonly jobs: readonly ParseJob[];
  readonly settle: (answer: PoolAnswer) => void;
}

/** A thread, and the lists of jobs it was given, the one it works on first. */
class Lane {
  private readonly script: string;
  private readonly waiting: Waiting[] = [];
  private worker: Worker | undefined;
  private isReady = false;
  private isClosed = false;

  constructor(script: string) {
    this.script = script;
    this.worker = this.start();
  }

  get length(): number {
    return this.waiting.length;
  }

  parse(jobs: readonly ParseJob[]): Promise<PoolAnswer> {
    return new Promise((settle) => {
      if (this.worker === undefined) {
        settle({ kind: 'unavailable' });
        return;
      }
      this.waiting.push({ jobs, settle });
      this.worker.postMessage(jobs);
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(this.script, { resourceLimits: RESOURCE_LIMITS, stdout: true, stderr: true });
    this.isReady = false;
    worker.on('message', (message: WorkerMessage) => {
      this.receive(message);
    });
    // Said again by `exit`, which comes in any case.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      this.replace();
    });
    return worker;
  }

  private receive(message: WorkerMessage): void {
    if (message.kind === 'ready') this.isReady = true;
    else this.waiting.shift()?.settle(message);
  }

  /** The list that was being worked on broke the thread; those behind it go to the next one. */
  private replace(): void {
    const isUsable = this.isReady && !this.isClosed;
    if (isUsable) this.waiting.shift()?.settle({ kind: 'broken' });
    this.worker = isUsable ? this.start() : undefined;
    if (this.worker === undefined) {
      for (const { settle } of this.waiting.splice(0)) settle({ kind: 'unavailable' });
    } else {
      for (const { jobs } of this.waiting) this.worker.postMessage(jobs);
    }
  }
}

function shortest([first, ...others]: readonly Lane[]): Lane {
  if (first === undefined) throw new RangeError('a pool has at least one thread');
  return others.reduce((least, lane) => (lane.length < least.length ? lane : least), first);
}
