import type { Command } from '../command.ts';
import { CONFIG_OPTION } from '../options.ts';

export const fmt: Command = {
  name: 'fmt',
  summary: 'rewrite policies in canonical layout, comments kept',
  description: [
    'Puts keys in their order, short lists and maps on one line and one blank line between rules. Neither the meaning of a policy nor its hash changes, comments stay with what they are about, and the sections of an aegis.yaml beside `policy:` keep their style. A file that only names the policy is formatted together with the one it names.',
    'With --check and --diff nothing is written; --check exits 1 when a file would change. A file that is not valid is left as it is, and the exit code is 2.',
  ],
  operands: [
    {
      name: 'policy',
      summary: 'policy files, or - for standard input (default: the nearest aegis.yaml, then policy.yaml)',
      takes: 'any number',
      completes: 'policy',
    },
  ],
  options: [
    { kind: 'flag', name: 'check', summary: 'write nothing, exit 1 when a file would change' },
    { kind: 'flag', name: 'diff', summary: 'write nothing, print what would change' },
    CONFIG_OPTION,
  ],
  examples: [
    { run: 'aegis fmt', says: 'the policy of this project' },
    { run: 'aegis fmt --check --diff policies/*.yaml', says: 'in continuous integration' },
  ],
  load: async () => (await import('../run/fmt.ts')).runFmt,
};
