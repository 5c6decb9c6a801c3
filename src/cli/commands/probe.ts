import type { Command } from '../command.ts';
import { CONFIG_OPTION, formatOptions } from '../options.ts';

export const probe: Command = {
  name: 'probe',
  summary: 'what would get past a policy: proved, tried, and closed',
  description: [
    'Asks a policy what an attacker and an auditor would ask. By proof: can anything that destroys, moves money, runs code, changes rights or takes data out run without a person? By trying: do other spellings, disguises and odd values get past a rule? What is found comes with an action to see it again and, where there is one, the smallest edit that closes it and loosens nothing.',
    'The score, from 0 to 100, is the weighted share of questions that are answered safely. What ends with a person being asked is no gap; where a rule refuses the plain name, it is listed as relying on approval.',
    'Exits 1 when something is found at or above --fail-on, or when the score is below --min-score.',
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
      summary: 'exit 1 from this severity on (default high)',
      choices: ['critical', 'high', 'medium', 'low', 'none'],
    },
    {
      kind: 'value',
      name: 'min-score',
      value: 'score',
      summary: 'exit 1 when the score is below this (0 to 100)',
    },
    {
      kind: 'value',
      name: 'seed',
      value: 'number',
      summary: 'what is tried depends on it (default 1); the same seed tries the same',
    },
    { kind: 'value', name: 'runs', value: 'count', summary: 'how many actions are tried (default 5000)' },
    {
      kind: 'value',
      name: 'replay',
      value: 'trial',
      summary: 'ask one trial again, as a finding names it, and nothing else',
    },
    {
      kind: 'flag',
      name: 'fix',
      summary: 'write the edits that close what is found into the policy, and show them',
    },
    CONFIG_OPTION,
    ...formatOptions(['pretty', 'compact', 'json', 'sarif', 'github', 'junit', 'markdown']),
  ],
  examples: [
    { run: 'aegis probe', says: 'the policy of this project' },
    { run: 'aegis probe policy.yaml --fix', says: 'close what is found' },
    { run: 'aegis probe --fail-on medium --min-score 90', says: 'for CI' },
  ],
  load: async () => (await import('../run/probe.ts')).runProbe,
};
