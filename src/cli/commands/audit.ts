import type { Command, OptionDeclaration } from '../command.ts';
import { CONFIG_OPTION, DB_OPTION, formatOptions } from '../options.ts';

/** Which entries are wanted: the same for every command that looks at a log. */
export const FILTER_OPTIONS: readonly OptionDeclaration[] = [
  { kind: 'value', name: 'session', value: 'id', summary: 'of this session' },
  { kind: 'value', name: 'agent', value: 'glob', summary: 'by these agents' },
  { kind: 'value', name: 'action-type', value: 'glob', summary: 'actions of these types' },
  { kind: 'value', name: 'target', value: 'glob', summary: 'actions on these targets' },
  {
    kind: 'value',
    name: 'risk-level',
    value: 'risk',
    summary: 'of this risk',
    choices: ['low', 'medium', 'high', 'critical'],
  },
  {
    kind: 'value',
    name: 'decision',
    value: 'approval',
    summary: 'decided so',
    choices: ['auto', 'approve', 'block'],
  },
  {
    kind: 'value',
    name: 'status',
    value: 'status',
    summary: 'that ended so',
    choices: ['success', 'failed', 'blocked', 'denied', 'skipped', 'pending'],
  },
  { kind: 'value', name: 'rule', value: 'name', summary: 'decided by this rule' },
  {
    kind: 'value',
    name: 'since',
    value: 'instant',
    summary: 'from then on: RFC 3339 (without an offset UTC), or 30m, 24h, 7d ago',
  },
  { kind: 'value', name: 'until', value: 'instant', summary: 'before then' },
];

export const audit: Command = {
  name: 'audit',
  summary: 'show what agents were allowed and did',
  description: [
    'Shows the newest entries of the audit log that fit, by their time. In globs * stands for any run of characters and ? for one; letters are alike in either case.',
    'pretty folds an approval and an outcome into the line of the action they belong to; json, jsonl and csv list every event by itself, as AGEF (specs/agef/v1) or a row.',
  ],
  operands: [],
  options: [
    ...FILTER_OPTIONS,
    { kind: 'value', name: 'limit', value: 'number', summary: 'at most so many (default 50)' },
    {
      kind: 'flag',
      name: 'tail',
      summary: 'go on and show what comes in: a live view on a terminal, else lines (pretty, jsonl)',
    },
    DB_OPTION,
    CONFIG_OPTION,
    ...formatOptions(['pretty', 'json', 'jsonl', 'csv']),
  ],
  examples: [
    { run: 'aegis audit --decision block --since 24h', says: 'what was refused since yesterday' },
    { run: "aegis audit --action-type '*delete*' --format jsonl", says: 'every deletion, as events' },
    { run: 'aegis audit --tail', says: 'what comes in, as it comes' },
  ],
  load: async () => (await import('../run/audit.ts')).runAudit,
};
