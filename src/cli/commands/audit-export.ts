import type { Command } from '../command.ts';
import { CONFIG_OPTION, DB_OPTION, formatOptions } from '../options.ts';
import { FILTER_OPTIONS } from './audit.ts';

export const auditExport: Command = {
  name: 'audit export',
  shortForm: '--export-chain',
  summary: 'write the entries of an audit log into a file',
  description: [
    'Writes every entry that fits, in the order of the log: as events (jsonl, one AGEF event a line) or rows (csv). A bundle is the whole log with its checkpoints, and the public key of --key: `aegis audit verify <bundle>` checks it on another machine.',
  ],
  operands: [],
  options: [
    ...FILTER_OPTIONS,
    {
      kind: 'value',
      name: 'key',
      value: 'file',
      summary: 'the public key to put into a bundle',
      completes: 'file',
    },
    DB_OPTION,
    CONFIG_OPTION,
    ...formatOptions(['jsonl', 'csv', 'bundle']),
  ],
  examples: [
    {
      run: 'aegis audit export --since 30d --format csv --output march.csv',
      says: 'a month, for a spreadsheet',
    },
    {
      run: 'aegis audit export --format bundle --key aegis-audit.pub --output log.jsonl',
      says: 'for an auditor',
    },
  ],
  load: async () => (await import('../run/audit-export.ts')).runAuditExport,
};
