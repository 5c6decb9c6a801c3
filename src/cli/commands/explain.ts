import type { Command } from '../command.ts';
import { formatOptions } from '../options.ts';

export const explain: Command = {
  name: 'explain',
  summary: 'explain a diagnostic code',
  description: [
    'Shows the page of a code such as AEG1004: what it means, why, what to avoid and what to prefer. Without a code it lists them all.',
  ],
  operands: [
    { name: 'code', summary: 'a code, with or without AEG', takes: 'at most one', completes: 'code' },
  ],
  options: formatOptions(['pretty', 'json']),
  examples: [
    { run: 'aegis explain AEG1004', says: 'what "unknown key" means and how to get rid of it' },
    { run: 'aegis explain', says: 'all codes' },
  ],
  load: async () => (await import('../run/explain.ts')).runExplain,
};
