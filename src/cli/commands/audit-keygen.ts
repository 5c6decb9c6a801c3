import type { Command } from '../command.ts';

export const auditKeygen: Command = {
  name: 'audit keygen',
  summary: 'make the keys that checkpoints are signed with',
  description: [
    'Writes a private key (<basename>.key, for its owner alone) and a public key (<basename>.pub): Ed25519, in PEM. No file is replaced. Whoever has the private key can sign; give the public key to whoever is to verify.',
  ],
  operands: [],
  options: [
    {
      kind: 'value',
      name: 'output',
      value: 'basename',
      summary: 'where to write them (default aegis-audit)',
      completes: 'file',
    },
  ],
  examples: [{ run: 'aegis audit keygen', says: 'writes aegis-audit.key and aegis-audit.pub' }],
  load: async () => (await import('../run/audit-keygen.ts')).runAuditKeygen,
};
