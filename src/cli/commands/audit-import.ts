import type { Command } from '../command.ts';
import { CONFIG_OPTION, DB_OPTION } from '../options.ts';

export const auditImport: Command = {
  name: 'audit import',
  summary: 'take over the entries of an audit log of an earlier form',
  description: [
    'Reads the table audit_log of an earlier database and adds its rows as events that say of themselves that they are history from before the chain: what happened to them before the import, nobody can show. Rows that were imported before are passed over.',
  ],
  operands: [{ name: 'database', summary: 'the earlier database', takes: 'one', completes: 'file' }],
  options: [DB_OPTION, CONFIG_OPTION],
  examples: [{ run: 'aegis audit import old_audit.db', says: 'into the log of this project' }],
  load: async () => (await import('../run/audit-import.ts')).runAuditImport,
};
