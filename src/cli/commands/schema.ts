import type { Command } from '../command.ts';
import { OUTPUT_OPTION } from '../options.ts';

export const schema: Command = {
  name: 'schema',
  summary: 'print the JSON Schema of policies and aegis.yaml',
  description: [
    'Prints one JSON Schema (draft 2020-12) for a policy that is a file of its own and for an aegis.yaml, for completion and hints in editors. It accepts the keys that Aegis accepts.',
  ],
  operands: [],
  options: [OUTPUT_OPTION],
  examples: [{ run: 'aegis schema --output aegis.schema.json', says: 'write it to a file' }],
  load: async () => (await import('../run/schema.ts')).runSchema,
};
