import type { Command } from '../command.ts';
import { OUTPUT_OPTION } from '../options.ts';

export const completion: Command = {
  name: 'completion',
  summary: 'print a completion script for a shell',
  description: ['Prints the script that completes commands, options and their values in bash, zsh or fish.'],
  operands: [
    { name: 'shell', summary: 'bash, zsh or fish', takes: 'one', completes: ['bash', 'zsh', 'fish'] },
  ],
  options: [OUTPUT_OPTION],
  examples: [
    { run: 'source <(aegis completion bash)', says: 'in this bash; put the line into ~/.bashrc to keep it' },
    { run: 'aegis completion zsh > "${fpath[1]}/_aegis"', says: 'for zsh, once' },
    { run: 'aegis completion fish > ~/.config/fish/completions/aegis.fish', says: 'for fish, once' },
  ],
  load: async () => (await import('../run/completion.ts')).runCompletion,
};
