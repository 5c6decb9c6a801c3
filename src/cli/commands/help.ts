import type { Command } from '../command.ts';

export const help: Command = {
  name: 'help',
  summary: 'show the help of a command',
  description: ['Shows the help of a command, or the list of commands.'],
  operands: [{ name: 'command', summary: 'name of a command', takes: 'any number', completes: 'command' }],
  options: [],
  examples: [{ run: 'aegis help simulate', says: 'the same as `aegis simulate --help`' }],
  load: async () => (await import('../run/help.ts')).runHelp,
};
