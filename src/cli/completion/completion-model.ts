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
  const names = commands.map((command) => command.name);
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
  return commands.map((command) => ({
    name: command.name,
    summary: command.summary,
    operand: candidates(command.operands[0]?.completes),
    options: [
      ...[...command.options, ...COMMON_OPTIONS].map((option) => completedOption(option, candidates)),
      { name: 'help', summary: 'show this help' },
    ],
  }));
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
