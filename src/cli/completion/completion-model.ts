import type { Command, Completes, OptionDeclaration } from '../command.ts';
import { COMMON_OPTIONS } from '../options.ts';

/** What a word can be completed to: one of these, a file, a folder, or nothing that is known. */
export type Candidates =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'file' | 'folder' | 'nothing' };

/** A command as completion sees it. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly operand: Candidates;
  readonly options: readonly CompletedOption[];
}

export interface CompletedOption {
  /** Without the dashes. */
  readonly name: string;
  readonly summary: string;
  /** Absent for an option without a value. */
  readonly value?: Candidates;
}

/** Everything that completion scripts are made from, out of the declarations of the commands. */
export function completionModel(
  commands: readonly Command[],
  codes: readonly string[],
): readonly CompletedCommand[] {
  const names = [...new Set(commands.map((command) => command.name.split(' ')[0] ?? ''))];
  const candidates = (completes: Completes | undefined): Candidates => {
    switch (completes) {
      case undefined:
        return { kind: 'nothing' };
      case 'file':
      case 'policy':
        return { kind: 'file' };
      case 'folder':
        return { kind: 'folder' };
      case 'code':
        return { kind: 'words', words: codes };
      case 'command':
        return { kind: 'words', words: names };
      default:
        return { kind: 'words', words: completes };
    }
  };
  const groups = names.filter((name) => !commands.some((command) => command.name === name));
  const grouped = groups.map((name) => ({
    name,
    summary: `${name} ...`,
    operand: secondWords(name, commands) ?? candidates(undefined),
    options: [],
  }));
  const completed = commands.map((command) => ({
    name: command.name,
    summary: command.summary,
    operand: secondWords(command.name, commands) ?? candidates(command.operands[0]?.completes),
    options: [
      ...[...command.options, ...COMMON_OPTIONS].map((option) => completedOption(option, candidates)),
      { name: 'help', summary: 'show this help' },
    ],
  }));
  return [...completed, ...grouped];
}

/** Each first word of a command, once. */
export function firstWords(commands: readonly CompletedCommand[]): readonly string[] {
  return [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? ''))];
}

/** The commands of two words. */
export function twoWords(commands: readonly CompletedCommand[]): readonly string[] {
  return commands.map(({ name }) => name).filter((name) => name.includes(' '));
}

/** What may follow a command that is also the first word of others. */
function secondWords(name: string, commands: readonly Command[]): Candidates | undefined {
  const words = commands.flatMap((other) =>
    other.name.startsWith(`${name} `) ? [other.name.slice(name.length + 1)] : [],
  );
  return words.length === 0 ? undefined : { kind: 'words', words };
}

function completedOption(
  option: OptionDeclaration,
  candidates: (completes: Completes | undefined) => Candidates,
): CompletedOption {
  switch (option.kind) {
    case 'flag':
      return { name: option.name, summary: option.summary };
    case 'value':
      return {
        name: option.name,
        summary: option.summary,
        value: candidates(option.choices ?? option.completes),
      };
    case 'format':
      return { name: 'format', summary: 'how to show the result', value: candidates(option.choices) };
  }
}
