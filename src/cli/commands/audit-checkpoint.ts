import type { Command } from '../command.ts';
import { CONFIG_OPTION, DB_OPTION, OUTPUT_OPTION } from '../options.ts';

export const auditCheckpoint: Command = {
  name: 'audit checkpoint',
  summary: 'sign what an audit log is now',
  description: [
    'Signs the number of entries and the root of the tree over them, keeps the checkpoint in the log, and prints it. Keep it where nobody who can write the log can write: only then does it show that entries were cut off or everything was rewritten.',
    'Refuses to sign when the log is no longer what was signed last, in the log or in the file that audit.checkpoint_file names. That file is brought up to date, too.',
  ],
  operands: [],
  options: [
    {
      kind: 'value',
      name: 'key',
      value: 'file',
      summary: 'the private key (default: audit.checkpoint_key in aegis.yaml, then aegis-audit.key)',
      completes: 'file',
    },
    DB_OPTION,
    CONFIG_OPTION,
    OUTPUT_OPTION,
  ],
  examples: [
    {
      run: 'aegis audit checkpoint --output /mnt/elsewhere/checkpoint.txt',
      says: 'sign, and keep it elsewhere',
    },
  ],
  load: async () => (await import('../run/audit-checkpoint.ts')).runAuditCheckpoint,
};
