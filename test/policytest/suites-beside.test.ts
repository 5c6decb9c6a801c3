import { expect, test } from 'vitest';
import { suitesBeside } from '../../src/policytest/index.ts';

const NAMES = [
  'aegis.yaml',
  'aegis.test.yaml',
  'crm.yaml',
  'crm.test.yaml',
  'crm.refunds.test.yaml',
  'crm.eu.yml',
  'crm.eu.test.yaml',
  'crm.eu.night.test.yaml',
  'nights.test.yaml',
  'crm.test.yaml.bak',
  '.test.yaml',
];

test.each([
  ['crm.yaml', ['crm.refunds.test.yaml', 'crm.test.yaml']],
  ['crm.eu.yml', ['crm.eu.night.test.yaml', 'crm.eu.test.yaml']],
  ['aegis.yaml', ['aegis.test.yaml', 'nights.test.yaml']],
  ['policy.yaml', ['nights.test.yaml']],
  ['other.yaml', []],
])('the suites of %s are %j', (policy, suites) => {
  expect(suitesBeside(policy, NAMES)).toEqual(suites);
});
