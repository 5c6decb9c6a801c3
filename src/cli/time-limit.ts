import { err, ok, type Clock, type Diagnostic, type Result } from '../base/index.ts';
import type { Context } from './command.ts';
import { problem } from './problem.ts';

/** The seconds of `--timeout`, if they were given. */
export function readTimeout({ given }: Context): Result<number | undefined, Diagnostic> {
  const written = given.value('timeout');
  if (written === undefined) return ok(undefined);
  const seconds = Number(written);
  if (/^[0-9]+(?:\.[0-9]+)?$/.test(written) && seconds > 0) return ok(seconds);
  const help = 'such as `--timeout 10`';
  return err(problem('AEG9003', `\`${written}\` is no number of seconds`, { help }));
}

/** An end in time, and whether somebody was told that it is over. */
export class TimeLimit {
  wasOver = false;
  private readonly clock: Clock;
  private readonly end: number;

  constructor({ clock }: Pick<Context, 'clock'>, seconds: number) {
    this.clock = clock;
    this.end = clock.now() + seconds * 1_000;
  }

  isOver(): boolean {
    this.wasOver ||= this.clock.now() >= this.end;
    return this.wasOver;
  }
}
