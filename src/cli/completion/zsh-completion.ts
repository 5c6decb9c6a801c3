import {
  twoWords,
  type Candidates,
  type CompletedCommand,
  type CompletedOption,
} from './completion-model.ts';

/** The script for zsh, a function for a folder of `fpath`. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  return `#compdef aegis
# Completion of aegis for zsh: aegis completion zsh > "\${fpath[1]}/_aegis"
_aegis() {
  local -a commands
  commands=(
${commands
  .filter(({ name }) => !name.includes(' '))
  .map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`)
  .join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=\${words[2]}
  shift words
  (( CURRENT -= 1 ))
  if (( CURRENT > 2 )); then
    case "$command \${words[2]}" in
      ${twoWords(commands)
        .map((name) => `'${name}'`)
        .join('|')}) command="$command \${words[2]}"; shift words; (( CURRENT -= 1 )) ;;
    esac
  fi
  case "$command" in
${commands.map(commandCase).join('\n')}
  esac
}
if [ "\${funcstack[1]}" = "_aegis" ]; then _aegis "$@"; else compdef _aegis aegis; fi
`;
}

function commandCase({ name, options, operand }: CompletedCommand): string {
  const specs = [...options.map(optionSpec), quoted(`*:operand:${action(operand)}`)];
  return `    '${name}')
      _arguments \\
        ${specs.join(' \\\n        ')} ;;`;
}

function optionSpec({ name, summary, value }: CompletedOption): string {
  const said = summary.replace(/[[\]\\:]/g, '\\$&');
  return quoted(value === undefined ? `--${name}[${said}]` : `*--${name}[${said}]:value:${action(value)}`);
}

function action(candidates: Candidates): string {
  switch (candidates.kind) {
    case 'words':
      return `(${candidates.words.join(' ')})`;
    case 'file':
      return '_files';
    case 'folder':
      return '_files -/';
    case 'nothing':
      return '';
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
