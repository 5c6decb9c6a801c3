import { nearest, type Diagnostic } from '../base/index.ts';
import type { Command } from './command.ts';
import { problem } from './problem.ts';

export function unknownCommand(name: string, commands: readonly Command[]): Diagnostic {
  const near = nearest(
    name,
    commands.map((command) => command.name),
  );
  const help = near === undefined ? '`aegis --help` lists the commands' : `did you mean \`aegis ${near}\`?`;
  return problem('AEG9001', `unknown command \`${name}\``, { help });
}
