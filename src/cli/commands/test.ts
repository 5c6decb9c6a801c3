import type { Command } from '../command.ts';
import { CONFIG_OPTION, formatOptions } from '../options.ts';

export const test: Command = {
  name: 'test',
  summary: 'run the tests of a policy',
  description: [
    'Runs suites of tests (docs/testing.md): actions with what is expected of their decisions. Without a suite, those beside the policy run: crm-agent.test.yaml and crm-agent.*.test.yaml for crm-agent.yaml; for aegis.yaml and policy.yaml also every *.test.yaml that is named after no other file.',
    'A case that fails is shown with the way to its decision. The invariants of the policy are tried on every action. Coverage counts outcomes: that each rule decides, that it is reached while something is unknown, each side of every threshold, and the defaults; what no action can reach does not count. --generate writes a case for every outcome that is missing, with what the policy decides now.',
    'Exits 1 when a case fails or coverage is below --min-coverage, and 2 when the tests could not run.',
  ],
  operands: [
    {
      name: 'policy',
      summary: 'policy file (default: the nearest aegis.yaml, then policy.yaml)',
      takes: 'at most one',
      completes: 'policy',
    },
    { name: 'suite', summary: 'file of tests, *.test.yaml', takes: 'any number', completes: 'file' },
  ],
  options: [
    {
      kind: 'value',
      name: 'filter',
      value: 'text',
      summary: 'run only the cases whose name contains this text',
    },
    {
      kind: 'value',
      name: 'min-coverage',
      value: 'percent',
      summary: 'exit 1 when the tests show fewer of the outcomes, from 0 to 100',
    },
    {
      kind: 'flag',
      name: 'generate',
      summary: 'print a suite for what no test shows, instead of running the tests',
    },
    CONFIG_OPTION,
    ...formatOptions(['pretty', 'json', 'junit', 'github']),
  ],
  examples: [
    { run: 'aegis test', says: 'the suites beside the policy of this project' },
    { run: 'aegis test crm-agent.yaml --min-coverage 100', says: 'every outcome must be shown' },
    { run: 'aegis test --generate > crm-agent.more.test.yaml', says: 'cases for what is missing' },
    { run: 'aegis test --filter refund', says: 'only what is about refunds' },
  ],
  load: async () => (await import('../run/test.ts')).runTest,
};
