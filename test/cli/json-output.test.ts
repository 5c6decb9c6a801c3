import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { runAegis } from './run-aegis.ts';

const POLICY = `version: "1"
rules:
  - match: { type: "refund" }
    conditions: { any: [{ param_lte: { amount: 25 } }, { not: { param_exists: { amount: true } } }] }
    approval: auto
  - name: rule_0x
    match: { type: "*delete*", agent: "support-*" }
    approval: block
`;
const files = {
  'aegis.yaml': `scan:\n  fail_on: high\npolicy:\n${POLICY.replace(/^(?=.)/gm, '  ')}`,
  'src/ask.py': 'from openai import OpenAI\n\nOpenAI().responses.create(model="m", input="hello")\n',
  'aegis.test.yaml': `at: 2026-03-02T10:00
tests:
  - name: refunds
    action: { type: refund }
    cases: [{ params: { amount: 20 } }, { at: unknown, params: { amount: 30 } }]
    expect: { approval: auto }
`,
  'unsound.yaml': `${POLICY}invariants:\n  - name: asks\n    never: { match: { type: '*' }, conditions: { weekdays: [1] }, approval: auto }\n`,
  'edited.yaml': POLICY.replace('25', '50').replace('support-*', 'sales-*'),
  'actions.jsonl': '{"type":"refund","params":{"amount":30},"at":"2026-03-02T10:00:00Z","id":"1"}\n',
  'wrong.yaml': POLICY.replaceAll('approval', 'aproval'),
};
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const ajv = new Ajv2020({ strict: true, allErrors: true, formats: { 'date-time': INSTANT } });

function schema(name: string): (value: unknown) => unknown {
  const text = readFileSync(new URL(`../../specs/cli/${name}.schema.json`, import.meta.url), 'utf8');
  const validate = ajv.compile(JSON.parse(text) as object);
  return (value) => (validate(value) ? undefined : validate.errors);
}

describe('JSON output keeps to its schema', () => {
  test.each([
    ['validate', ['validate']],
    ['validate', ['validate', 'wrong.yaml']],
    ['validate', ['validate', 'unsound.yaml', '--timeout', '60']],
    [
      'simulate',
      ['simulate', 'refund', 'delete_x:crm', '--explain', '--param', 'amount=30', '--expect', 'auto'],
    ],
    ['simulate', ['simulate', 'refund', '--at', '2026-03-01T12:00:00Z']],
    ['query', ['query', 'approval=auto', 'type=*']],
    ['query', ['query', 'approval=auto', 'type=*delete*', 'agent=support-*']],
    ['test', ['test', '--min-coverage', '50']],
    ['diff', ['diff', 'aegis.yaml', 'edited.yaml', '--replay', 'actions.jsonl']],
    ['diff', ['diff', 'aegis.yaml', 'aegis.yaml', '--timeout', '9']],
    ['probe', ['probe', '--runs', '300']],
    ['explain', ['explain']],
    ['explain', ['explain', 'AEG9001']],
    ['config', ['config']],
    ['score', ['score', '.']],
    ['score', ['score', 'src', '--policy', 'aegis.yaml']],
  ])('%s: aegis %j', async (name, argv) => {
    const env = { AEGIS_SCAN_EXCLUDE: 'a/**,{b,c}/**' };
    const ran = await runAegis([...argv, '--format', 'json', '--quiet'], { files, env });
    expect(ran.stderr).toBe('');
    expect(schema(name)(JSON.parse(ran.stdout))).toBeUndefined();
  });

  test('simulate-line: every line of jsonl', async () => {
    const ran = await runAegis(['simulate', 'refund', 'delete_x', ':', '--explain', '--format', 'jsonl'], {
      files,
    });
    const lines = ran.stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(schema('simulate-line')(JSON.parse(line))).toBeUndefined();
  });
});
