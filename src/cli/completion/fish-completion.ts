import type { Candidates, CompletedCommand, CompletedOption } from './completion-model.ts';

/** The script for fish, a file of its folder `completions`. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  return `# Completion of aegis for fish: aegis completion fish > ~/.config/fish/completions/aegis.fish
complete -c aegis -f
${commands.flatMap(commandLines).join('\n')}
`;
}

function commandLines({ name, summary, operand, options }: CompletedCommand): string[] {
  const words = name.split(' ');
  const condition = `-n '${words.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ')}'`;
  return [
    ...(words.length === 1
      ? [`complete -c aegis -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`]
      : []),
    ...operandLines(condition, operand),
    ...options.map((option) => optionLine(condition, option)),
  ];
}

function operandLines(condition: string, candidates: Candidates): string[] {
  switch (candidates.kind) {
    case 'words':
      return [`complete -c aegis ${condition} -a ${quoted(candidates.words.join(' '))}`];
    case 'file':
      return [`complete -c aegis ${condition} -F`];
    case 'folder':
      return [`complete -c aegis ${condition} -a '(__fish_complete_directories)'`];
    case 'nothing':
      return [];
  }
}

function optionLine(condition: string, { name, summary, value }: CompletedOption): string {
  const option = `complete -c aegis ${condition} -l ${name} -d ${quoted(summary)}`;
  switch (value?.kind) {
    case undefined:
      return option;
    case 'words':
      return `${option} -x -a ${quoted(value.words.join(' '))}`;
    case 'file':
      return `${option} -r -F`;
    case 'folder':
      return `${option} -x -a '(__fish_complete_directories)'`;
    case 'nothing':
      return `${option} -x`;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
