import type { Context } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { findCommand } from '../find-command.ts';
import { helpWidth } from '../help-width.ts';
import { commandHelp, programHelp } from '../program.ts';
import { unknownCommand } from '../unknown-command.ts';

export function runHelp(context: Context): Promise<ExitCode> {
  const words = context.given.operands('command');
  const width = helpWidth(context.stdout);
  if (words.length === 0) {
    context.stdout.write(programHelp(context.commands, width));
    return Promise.resolve(EXIT.done);
  }
  const found = findCommand(words, context.commands);
  if (found === undefined) return Promise.resolve(context.refuse([unknownCommand(words, context.commands)]));
  context.stdout.write(commandHelp(found.command, width));
  return Promise.resolve(EXIT.done);
}
