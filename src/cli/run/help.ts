import type { Context } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { helpWidth } from '../help-width.ts';
import { commandHelp, programHelp } from '../program.ts';
import { unknownCommand } from '../unknown-command.ts';

export function runHelp(context: Context): Promise<ExitCode> {
  const name = context.given.operand('command');
  const width = helpWidth(context.stdout);
  if (name === undefined) {
    context.stdout.write(programHelp(context.commands, width));
    return Promise.resolve(EXIT.done);
  }
  const command = context.commands.find((candidate) => candidate.name === name);
  if (command === undefined) return Promise.resolve(context.refuse([unknownCommand(name, context.commands)]));
  context.stdout.write(commandHelp(command, width));
  return Promise.resolve(EXIT.done);
}
