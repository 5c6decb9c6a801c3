import type { Command } from '../command.ts';
import { CONFIG_OPTION, formatOptions } from '../options.ts';

export const validate: Command = {
  name: 'validate',
  summary: 'check a policy: right, or every problem at once',
  description: [
    'Reads a policy (a file of its own, or the `policy:` of an aegis.yaml) and reports every problem with its place and, where there is one, the remedy.',
    'Exits 1 when what was read has a problem at or above --fail-on, and 2 when the file could not be read.',
  ],
  operands: [
    {
      name: 'policy',
      summary: 'policy file (default: the nearest aegis.yaml, then policy.yaml)',
      takes: 'at most one',
      completes: 'policy',
    },
  ],
  options: [
    {
      kind: 'value',
      name: 'fail-on',
      value: 'severity',
      summary: 'exit 1 from this severity on (default error)',
      choices: ['error', 'warning', 'info', 'none'],
    },
    CONFIG_OPTION,
    ...formatOptions(['pretty', 'compact', 'json', 'sarif', 'github', 'junit']),
  ],
  examples: [
    { run: 'aegis validate', says: 'the policy of this project' },
    { run: 'aegis validate policy.yaml --format compact', says: 'one line for each problem' },
  ],
  load: async () => (await import('../run/validate.ts')).runValidate,
};
