import { nearest, type Diagnostic } from '../base/index.ts';
import type { Command } from './command.ts';
import { problem } from './problem.ts';

/** Two words are told together where the first begins a command of two words. */
export function unknownCommand(words: readonly string[], commands: readonly Command[]): Diagnostic {
  const names = commands.map((command) => command.name);
  const [first = ''] = words;
  const isGroup = names.some((name) => name.startsWith(`${first} `));
  const typed = isGroup
    ? words
        .filter((word) => !word.startsWith('-'))
        .slice(0, 2)
        .join(' ')
    : first;
  const near = nearest(typed, names);
  const inGroup = names.filter((name) => name.startsWith(`${first} `)).map((name) => `\`aegis ${name}\``);
  const list = isGroup ? `there is ${inGroup.join(', ')}` : '`aegis --help` lists the commands';
  const help = near === undefined ? list : `did you mean \`aegis ${near}\`?`;
  return problem('AEG9001', `unknown command \`${typed}\``, { help });
}
