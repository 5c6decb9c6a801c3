import { firstWords, twoWords, type Candidates, type CompletedCommand } from './completion-model.ts';

/** The script for bash; it runs in 3.2, which is what macOS ships. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  return `# Completion of aegis for bash: source <(aegis completion bash)
_aegis() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${firstWords(commands).join(' ')} --help --version' -- "$word"))
    return
  fi
  if [ "$COMP_CWORD" -gt 2 ]; then
    case "$command \${COMP_WORDS[2]}" in
      ${twoWords(commands)
        .map((name) => `'${name}'`)
        .join('|')}) command="$command \${COMP_WORDS[2]}" ;;
    esac
  fi
  case "$command $before" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "$command" in
${commands.map(commandCase).join('\n')}
  esac
}
complete -o bashdefault -F _aegis aegis
`;
}

function valueCases({ name, options }: CompletedCommand): string[] {
  return options.flatMap((option) =>
    option.value === undefined
      ? []
      : [`    '${name} --${option.name}') ${generate(option.value)}; return ;;`],
  );
}

function commandCase({ name, options, operand }: CompletedCommand): string {
  const flags = options.map((option) => `--${option.name}`).join(' ');
  return `    '${name}')
      case "$word" in
        -*) COMPREPLY=($(compgen -W '${flags}' -- "$word")) ;;
        *) ${generate(operand)} ;;
      esac ;;`;
}

function generate(candidates: Candidates): string {
  switch (candidates.kind) {
    case 'words':
      return `COMPREPLY=($(compgen -W '${candidates.words.join(' ')}' -- "$word"))`;
    case 'file':
      return `COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null`;
    case 'folder':
      return `COMPREPLY=($(compgen -d -- "$word")); compopt -o filenames 2>/dev/null`;
    case 'nothing':
      return ':';
  }
}
