import type { Command } from '../command.ts';
import { CONFIG_OPTION, formatOptions, NO_CACHE_OPTION } from '../options.ts';

export const score: Command = {
  name: 'score',
  summary: 'how far a project is under governance: 0 to 100, with the arithmetic',
  description: [
    'Scans the code and adds up what is true: coverage (45 points), policy strength (35), evidence (20). A part that cannot be judged earns nothing and is shown as not judged.',
    'Without any AI call outside tests there is no score, and --min-score exits 2. A policy that is named must be valid.',
  ],
  operands: [
    {
      name: 'folder',
      summary: 'the project or a part of it (default .)',
      takes: 'at most one',
      completes: 'folder',
    },
  ],
  options: [
    {
      kind: 'value',
      name: 'policy',
      value: 'file',
      summary: "the project's policy, or its aegis.yaml",
      completes: 'policy',
    },
    {
      kind: 'value',
      name: 'db',
      value: 'file',
      summary: 'the audit log (default: audit.path in aegis.yaml)',
      completes: 'file',
    },
    { kind: 'value', name: 'min-score', value: 'number', summary: 'exit 1 when the score is lower' },
    {
      kind: 'value',
      name: 'save-baseline',
      value: 'file',
      summary: 'write the score into a file, to compare with later',
      completes: 'file',
    },
    {
      kind: 'value',
      name: 'check-regression',
      value: 'file',
      summary: 'exit 1 when the score or a part of it is lower than in this file',
      completes: 'file',
    },
    { kind: 'flag', name: 'strict', summary: 'only Aegis governs: a gate of the framework does not count' },
    {
      kind: 'value',
      name: 'badge-json',
      value: 'file',
      summary: "write the JSON that shields.io's endpoint badge reads",
      completes: 'file',
    },
    {
      kind: 'value',
      name: 'badge',
      value: 'file',
      summary: 'write the badge as an SVG image',
      completes: 'file',
    },
    { kind: 'flag', name: 'badge-markdown', summary: 'print only the line for a README' },
    NO_CACHE_OPTION,
    CONFIG_OPTION,
    ...formatOptions(['pretty', 'json']),
  ],
  examples: [
    { run: 'aegis score ./src --policy policy.yaml', says: 'the score and how it comes about' },
    { run: 'aegis score --min-score 40', says: 'for CI: exit 1 below 40' },
    {
      run: 'aegis score --check-regression score.json --save-baseline score.json',
      says: 'for CI: exit 1 when something fell, else keep the new score',
    },
  ],
  load: async () => (await import('../run/score.ts')).runScore,
};
