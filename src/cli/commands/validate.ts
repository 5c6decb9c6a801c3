import type { Command } from '../command.ts';
import { CONFIG_OPTION, formatOptions } from '../options.ts';

export const validate: Command = {
  name: 'validate',
  summary: 'check a policy: right, or every problem at once; its rules and invariants, by proof',
  description: [
    'Reads a policy (a file of its own, or the `policy:` of an aegis.yaml) and reports every problem with its place and, where there is one, the remedy.',
    'Then asks about all actions at once: is every rule reached, does every invariant hold, does a spelling or a number slip through? Every answer is a proof or an example. What would cost more than its budget is reported as not proved; budgets count steps, so the same policy gives the same answer everywhere.',
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
    { kind: 'flag', name: 'order', summary: 'list the rules whose order matters, too' },
    { kind: 'flag', name: 'prove', summary: 'what is not proved is an error' },
    {
      kind: 'value',
      name: 'timeout',
      value: 'seconds',
      summary: 'stop asking after this time, too; the answer then depends on the machine',
    },
    CONFIG_OPTION,
    ...formatOptions(['pretty', 'compact', 'json', 'sarif', 'github', 'junit']),
  ],
  examples: [
    { run: 'aegis validate', says: 'the policy of this project' },
    { run: 'aegis validate policy.yaml --format compact', says: 'one line for each problem' },
    { run: 'aegis validate --prove', says: 'for CI: every invariant is proved, or it fails' },
  ],
  load: async () => (await import('../run/validate.ts')).runValidate,
};
