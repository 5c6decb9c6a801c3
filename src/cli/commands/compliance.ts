import type { Command, OptionDeclaration } from '../command.ts';
import { CONFIG_OPTION, DB_OPTION, formatOptions } from '../options.ts';

/** Which stretch of the log is looked at, and what its checkpoints are held against. */
export const EVIDENCE_OPTIONS: readonly OptionDeclaration[] = [
  DB_OPTION,
  {
    kind: 'value',
    name: 'policy',
    value: 'file',
    summary: 'the policy (default: the nearest aegis.yaml, then policy.yaml, where there is one)',
    completes: 'policy',
  },
  {
    kind: 'value',
    name: 'since',
    value: 'instant',
    summary: 'from then on: RFC 3339 (without an offset UTC), or 30m, 24h, 7d ago',
  },
  { kind: 'value', name: 'until', value: 'instant', summary: 'before then' },
  { kind: 'value', name: 'days', value: 'number', summary: 'so many days before --until, or before now' },
  {
    kind: 'value',
    name: 'checkpoint',
    value: 'file',
    summary: 'a checkpoint of the log that was kept elsewhere; repeatable',
    isRepeatable: true,
    completes: 'file',
  },
  {
    kind: 'value',
    name: 'key',
    value: 'file',
    summary: 'the public key that signed the checkpoints',
    completes: 'file',
  },
];

export const compliance: Command = {
  name: 'compliance',
  summary: 'what an audit log shows of SOC 2, GDPR, HIPAA or good governance',
  description: [
    'Judges each control by stated rules: it passes when everything it needs is shown, fails when something speaks against it, and else has no evidence. Nothing passes on an empty log, and a log that was changed shows nothing: it is verified first. What speaks for and against a control is named by entry and hash.',
    'The score is the share of controls that pass among those that were judged; the share of requirements that could not be judged stands beside it. docs/compliance.md has every rule and says what a report proves and what it does not.',
    'Exits 1 when a control fails (--fail-on), or when the score is below --min-score.',
  ],
  operands: [],
  options: [
    {
      kind: 'value',
      name: 'type',
      value: 'framework',
      summary: 'which controls (default governance)',
      choices: ['soc2', 'gdpr', 'hipaa', 'governance'],
    },
    ...EVIDENCE_OPTIONS,
    {
      kind: 'value',
      name: 'fail-on',
      value: 'outcome',
      summary: 'exit 1 when a control ends so or worse (default fail)',
      choices: ['fail', 'no-evidence', 'none'],
    },
    {
      kind: 'value',
      name: 'min-score',
      value: 'score',
      summary: 'exit 1 when the score is below this (0 to 100)',
    },
    CONFIG_OPTION,
    ...formatOptions(['pretty', 'json', 'markdown', 'html']),
  ],
  examples: [
    { run: 'aegis compliance --type soc2 --days 90', says: 'the last quarter' },
    {
      run: 'aegis compliance --type hipaa --format html --output hipaa.html',
      says: 'to read, print and hand on',
    },
    { run: 'aegis compliance --fail-on no-evidence', says: 'for CI' },
  ],
  load: async () => (await import('../run/compliance.ts')).runCompliance,
};
