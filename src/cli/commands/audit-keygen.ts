import type { Command } from '../command.ts';

export const auditKeygen: Command = {
  name: 'audit keygen',
  summary: 'make the keys of an audit log',
  description: [
    'Writes a private key (<basename>.key, for its owner alone) and a public key (<basename>.pub): Ed25519, in PEM. No file is replaced. Whoever has the private key can sign; give the public key to whoever is to verify.',
    'With --redaction writes another key, <basename>.redaction.key: under it equal secrets have equal marks in the log (HMAC-SHA-256), and whoever has the key can show which value a mark stands for.',
  ],
  operands: [],
  options: [
    { kind: 'flag', name: 'redaction', summary: 'make the key for the marks of secrets instead' },
    {
      kind: 'value',
      name: 'output',
      value: 'basename',
      summary: 'where to write them (default aegis-audit)',
      completes: 'file',
    },
  ],
  examples: [
    { run: 'aegis audit keygen', says: 'writes aegis-audit.key and aegis-audit.pub' },
    { run: 'aegis audit keygen --redaction', says: 'writes aegis-audit.redaction.key' },
  ],
  load: async () => (await import('../run/audit-keygen.ts')).runAuditKeygen,
};
