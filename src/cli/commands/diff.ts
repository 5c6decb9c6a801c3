import type { Command } from '../command.ts';
import { formatOptions } from '../options.ts';

export const diff: Command = {
  name: 'diff',
  summary: 'whose decision changes between two policies, by proof',
  description: [
    'Compares what two policies decide, not how they are written: a class for each changed rule, old decision and new decision, with an action that shows it. Every example was run on both policies; that there are no others is proved, or it says that it was not.',
    'OLD and NEW are files, or - for standard input; git:REVISION is the file of the other operand as it was at a branch, tag or commit, and git:REVISION:PATH another file there.',
    'Exits 1 when a change is found that --fail-on names, or when it was not proved that there is none.',
  ],
  operands: [
    { name: 'old', summary: 'the policy as it was', takes: 'one', completes: 'policy' },
    { name: 'new', summary: 'the policy as it is to be', takes: 'one', completes: 'policy' },
  ],
  options: [
    {
      kind: 'value',
      name: 'fail-on',
      value: 'change',
      summary: 'exit 1 when an approval is milder, or when any decision differs (default none)',
      choices: ['loosened', 'any', 'none'],
    },
    {
      kind: 'value',
      name: 'replay',
      value: 'file',
      summary:
        'count how actions in JSON, one a line, or those of an audit log (.db), each at its own time, fare under both',
      completes: 'file',
    },
    {
      kind: 'value',
      name: 'timeout',
      value: 'seconds',
      summary: 'stop asking after this time, too; the answer then depends on the machine',
    },
    ...formatOptions(['pretty', 'compact', 'json', 'markdown', 'github']),
  ],
  examples: [
    { run: 'aegis diff old.yaml policy.yaml', says: 'what an edit changes' },
    {
      run: 'aegis diff git:origin/main policy.yaml --fail-on loosened',
      says: 'for CI: a policy is not loosened unseen',
    },
    {
      run: 'aegis diff git:v1.2 aegis.yaml --replay actions.jsonl',
      says: 'which recorded actions an upgrade would decide otherwise',
    },
  ],
  load: async () => (await import('../run/diff.ts')).runDiff,
};
