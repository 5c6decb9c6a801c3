import type { ModuleIr } from './ir.ts';
import { packModule } from './packed/pack-module.ts';
import { unpackModule } from './packed/unpack-module.ts';
import {
  BROKEN,
  createParser,
  type PackedModule,
  type ParseJob,
  type Parser,
  type ParserPool,
  type Unreadable,
} from './parser.ts';
import type { ScanInput } from './scan-input.ts';

export type ParseOutcome = ModuleIr | Unreadable;

/** Jobs that go to another thread together, in characters: enough to repay the way, few enough to share out evenly. */
const BATCH_SIZE = 200_000;
const FILES_BETWEEN_TURNS = 16;

/**
 * What became of each job, in order; `undefined` for those that an interruption left over. The answer is the same
 * whether the jobs are parsed here, on other threads, or were kept from before.
 */
export async function parseJobs(
  input: ScanInput,
  jobs: readonly ParseJob[],
): Promise<readonly (ParseOutcome | undefined)[]> {
  const parse = createParser(input.frontEnds);
  const settled: (Settled | undefined)[] = jobs.map((job) => input.modules?.get(job));
  const open = jobs.flatMap((job, index) => (settled[index] === undefined ? [{ job, index }] : []));
  const work = new Work(input, parse, open, jobs.length, (index, outcome) => {
    settled[index] = outcome;
  });
  await work.run();
  // Unpacked only now: until here the other threads need the memory.
  const outcomes: (ParseOutcome | undefined)[] = [];
  for (const [index, job] of jobs.entries()) {
    const outcome = settled[index];
    settled[index] = undefined;
    outcomes.push(outcome instanceof Uint8Array ? await unpacked(parse, job, outcome) : outcome);
  }
  return outcomes;
}

/** A damaged module is parsed again. */
async function unpacked(parse: Parser, job: ParseJob, bytes: Uint8Array): Promise<ParseOutcome> {
  try {
    return unpackModule(bytes);
  } catch {
    return parse(job);
  }
}

/** A module, also one that is still packed, or why there is none. */
type Settled = ParseOutcome | Uint8Array;

interface OpenJob {
  readonly job: ParseJob;
  readonly index: number;
}

class Work {
  private readonly input: ScanInput;
  private readonly total: number;
  private readonly settle: (index: number, outcome: Settled) => void;
  private readonly batches: OpenJob[][];
  private readonly parse: Parser;
  private readonly size: number;
  private done: number;
  private shownAt: number;

  constructor(
    input: ScanInput,
    parse: Parser,
    open: readonly OpenJob[],
    total: number,
    settle: (index: number, outcome: Settled) => void,
  ) {
    this.input = input;
    this.total = total;
    this.settle = settle;
    this.batches = batchesOf(open);
    this.parse = parse;
    this.size = open.reduce((sum, { job }) => sum + job.text.length, 0);
    this.done = total - open.length;
    this.shownAt = this.done;
  }

  async run(): Promise<void> {
    const pool = this.input.parsers?.(this.size);
    if (pool === undefined) {
      await this.runHere();
      return;
    }
    try {
      // Twice as many lists as threads, so that none waits while this one unpacks.
      await Promise.all(Array.from({ length: pool.size * 2 }, () => this.runThere(pool)));
    } finally {
      await pool.close();
    }
  }

  private next(): OpenJob[] | undefined {
    return this.input.interrupted?.aborted === true ? undefined : this.batches.shift();
  }

  private async runHere(): Promise<void> {
    for (let batch = this.next(); batch !== undefined; batch = this.next()) await this.parseHere(batch);
  }

  private async runThere(pool: ParserPool): Promise<void> {
    for (let batch = this.next(); batch !== undefined; batch = this.next())
      await this.parseThere(pool, batch);
  }

  private async parseHere(batch: readonly OpenJob[]): Promise<void> {
    for (const { job, index } of batch) {
      if (this.input.interrupted?.aborted === true) return;
      const outcome = await this.parse(job);
      if (!('unreadable' in outcome) && this.input.modules !== undefined)
        this.input.modules.keep(job, packModule(outcome));
      await this.settled(job, index, outcome);
    }
  }

  private async parseThere(pool: ParserPool, batch: readonly OpenJob[]): Promise<void> {
    const answer = await pool.parse(batch.map(({ job }) => job));
    switch (answer.kind) {
      case 'parsed':
        for (const [at, { job, index }] of batch.entries())
          await this.received(job, index, answer.modules[at] ?? BROKEN);
        return;
      case 'unavailable':
        return this.parseHere(batch);
      case 'broken':
        return this.parseApart(pool, batch);
    }
  }

  /** One of them broke the parser: the others are not to suffer for it. */
  private async parseApart(pool: ParserPool, batch: readonly OpenJob[]): Promise<void> {
    const [only, ...others] = batch;
    if (only === undefined) return;
    if (others.length === 0) return this.settled(only.job, only.index, BROKEN);
    const half = Math.ceil(batch.length / 2);
    await this.parseThere(pool, batch.slice(0, half));
    await this.parseThere(pool, batch.slice(half));
  }

  private async received(job: ParseJob, index: number, module: PackedModule): Promise<void> {
    if (!('unreadable' in module)) this.input.modules?.keep(job, module);
    await this.settled(job, index, module);
  }

  private async settled({ file }: ParseJob, index: number, outcome: Settled): Promise<void> {
    this.settle(index, outcome);
    this.done += 1;
    if (this.done < this.shownAt + FILES_BETWEEN_TURNS) return;
    this.shownAt = this.done;
    await this.input.onProgress?.({ stage: 'parse', done: this.done, total: this.total, file });
  }
}

function batchesOf(jobs: readonly OpenJob[]): OpenJob[][] {
  const batches: OpenJob[][] = [];
  let size = BATCH_SIZE;
  for (const open of jobs) {
    if (size >= BATCH_SIZE) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(open);
    size += open.job.text.length;
  }
  return batches;
}
