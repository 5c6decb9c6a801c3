import { err, ok, type Diagnostic, type Result } from '../base/index.ts';
import type { Context } from './command.ts';
import { problem } from './problem.ts';

/** The value of an option that takes 0 to 100; `undefined` where it was not given. */
export function readPercent(context: Context, option: string): Result<number | undefined, Diagnostic> {
  const written = context.given.value(option);
  if (written === undefined) return ok(undefined);
  const percent = Number(written);
  if (/^\d{1,3}(\.\d+)?$/.test(written) && percent <= 100) return ok(percent);
  const help = 'write a number from 0 to 100';
  return err(problem('AEG9003', `\`${written}\` is no value for --${option}`, { help }));
}
