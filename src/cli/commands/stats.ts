import type { Command } from '../command.ts';
import { CONFIG_OPTION, DB_OPTION, formatOptions } from '../options.ts';
import { FILTER_OPTIONS } from './audit.ts';

export const stats: Command = {
  name: 'stats',
  summary: 'count what agents were allowed and did',
  description: [
    'Counts the entries of the audit log that fit: decisions, risks, rules, agents and actions by the decisions about them, how actions ended, and what people said when they were asked.',
  ],
  operands: [],
  options: [...FILTER_OPTIONS, DB_OPTION, CONFIG_OPTION, ...formatOptions(['pretty', 'json'])],
  examples: [{ run: 'aegis stats --since 7d', says: 'the last week' }],
  load: async () => (await import('../run/stats.ts')).runStats,
};
