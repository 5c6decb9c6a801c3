import type { Command } from '../command.ts';
import { CONFIG_OPTION, DB_OPTION, OUTPUT_OPTION } from '../options.ts';

export const auditProve: Command = {
  name: 'audit prove',
  summary: 'prove that an entry is in the log, or that one checkpoint continues another',
  description: [
    'With the number of an entry: a proof that this entry is in the log that the newest checkpoint was signed for. It shows that entry and no other. With --from: a proof that the log of the newest checkpoint begins with the log of that one.',
    'The proof is JSON; `aegis audit verify <file>` checks it without the log.',
  ],
  operands: [{ name: 'entry', summary: 'number of an entry', takes: 'at most one' }],
  options: [
    { kind: 'value', name: 'from', value: 'file', summary: 'the earlier checkpoint', completes: 'file' },
    DB_OPTION,
    CONFIG_OPTION,
    OUTPUT_OPTION,
  ],
  examples: [
    { run: 'aegis audit prove 4711 --output proof.json', says: 'that entry 4711 was logged as it is' },
    { run: 'aegis audit prove --from last-month.txt', says: 'that nothing before last month was changed' },
  ],
  load: async () => (await import('../run/audit-prove.ts')).runAuditProve,
};
