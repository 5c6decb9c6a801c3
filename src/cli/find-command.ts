import type { Command } from './command.ts';

/** The command that begins a line: of two words if there is one, else of one. */
export function findCommand(words: readonly string[], commands: readonly Command[]): Command | undefined {
  const named = (name: string): Command | undefined => commands.find((command) => command.name === name);
  const [first = ''] = words;
  return named(words.slice(0, 2).join(' ')) ?? named(first);
}

export function wordsOf(command: Command): number {
  return command.name.split(' ').length;
}
