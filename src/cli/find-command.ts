import type { Command } from './command.ts';

/** A command and the words that are left for it. */
export interface FoundCommand {
  readonly command: Command;
  readonly rest: readonly string[];
}

/** The command that a line begins with: of two words if there is one, by its short form, else of one word. */
export function findCommand(
  words: readonly string[],
  commands: readonly Command[],
): FoundCommand | undefined {
  const [first = ''] = words;
  const named = (name: string): Command | undefined => commands.find((command) => command.name === name);
  const ofTwo = named(words.slice(0, 2).join(' '));
  if (words.length > 1 && ofTwo !== undefined) return { command: ofTwo, rest: words.slice(2) };
  const byForm = commands.find(
    ({ name, shortForm }) =>
      shortForm !== undefined && name.startsWith(`${first} `) && words.includes(shortForm),
  );
  if (byForm !== undefined) {
    return { command: byForm, rest: words.slice(1).filter((word) => word !== byForm.shortForm) };
  }
  const ofOne = named(first);
  return ofOne === undefined ? undefined : { command: ofOne, rest: words.slice(1) };
}
