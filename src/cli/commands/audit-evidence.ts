import type { Command } from '../command.ts';
import { CONFIG_OPTION, formatOptions } from '../options.ts';
import { EVIDENCE_OPTIONS } from './compliance.ts';

export const auditEvidence: Command = {
  name: 'audit evidence',
  shortForm: '--evidence',
  summary: 'the entries of an audit log that speak for and against each control, for an auditor',
  description: [
    'Verifies the log, then lists for each requirement that is looked up in it the entries that speak for it and against it, by number and hash, with the rule by which they were chosen and what this does not show. The frameworks are those of `aegis compliance` and `aegis regulatory`: soc2, gdpr, hipaa, governance, eu-ai-act, nist-ai-rmf, iso-42001, owasp-agentic, owasp-llm.',
    'Hand it on with the log (`aegis audit export --format bundle`): hashes can then be checked. Exits 1 when the log was changed.',
  ],
  operands: [
    {
      name: 'framework',
      summary: 'such as soc2',
      takes: 'one',
      completes: [
        'soc2',
        'gdpr',
        'hipaa',
        'governance',
        'eu-ai-act',
        'nist-ai-rmf',
        'iso-42001',
        'owasp-agentic',
        'owasp-llm',
      ],
    },
  ],
  options: [
    ...EVIDENCE_OPTIONS,
    {
      kind: 'value',
      name: 'limit',
      value: 'number',
      summary: 'at most so many entries for and against each rule (default 100, at most 10000)',
    },
    CONFIG_OPTION,
    ...formatOptions(['json', 'markdown']),
  ],
  examples: [
    { run: 'aegis audit evidence soc2 --days 90 --output evidence.json', says: 'a quarter, for an auditor' },
    { run: 'aegis audit --evidence hipaa --format markdown', says: 'to read' },
  ],
  load: async () => (await import('../run/audit-evidence.ts')).runAuditEvidence,
};
