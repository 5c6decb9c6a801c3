import type { Command } from '../command.ts';
import { CONFIG_OPTION, DB_OPTION, formatOptions } from '../options.ts';

export const auditVerify: Command = {
  name: 'audit verify',
  shortForm: '--verify',
  summary: 'say whether an audit log was changed, and where',
  description: [
    'Checks every entry of the log against the one before it, the checkpoints against the entries, the stored policies against their hashes, and the database itself. Names the first entry that was edited, removed, inserted or moved.',
    'A chain alone cannot show that entries were cut off at the end, that everything was rewritten, or that the file is an older copy: --checkpoint gives a checkpoint that was kept elsewhere. --key names the public key that must have signed it. What cannot be excluded is said.',
    'With a file, checks a bundle of `aegis audit export --format bundle` or a proof of `aegis audit prove` instead: on another machine, without the log. Exits 1 when something was changed.',
  ],
  operands: [
    {
      name: 'file',
      summary: 'a bundle or a proof instead of the log',
      takes: 'at most one',
      completes: 'file',
    },
  ],
  options: [
    DB_OPTION,
    {
      kind: 'value',
      name: 'checkpoint',
      value: 'file',
      summary: 'a checkpoint that was kept elsewhere; repeatable',
      isRepeatable: true,
      completes: 'file',
    },
    { kind: 'value', name: 'key', value: 'file', summary: 'the public key', completes: 'file' },
    CONFIG_OPTION,
    ...formatOptions(['pretty', 'json']),
  ],
  examples: [
    { run: 'aegis audit verify', says: 'the log here' },
    {
      run: 'aegis audit verify --checkpoint /mnt/elsewhere/checkpoint.txt --key aegis-audit.pub',
      says: 'and that it goes on where the checkpoint was signed',
    },
    { run: 'aegis audit verify bundle.jsonl --key aegis-audit.pub', says: 'a bundle that somebody sent' },
  ],
  load: async () => (await import('../run/audit-verify.ts')).runAuditVerify,
};
