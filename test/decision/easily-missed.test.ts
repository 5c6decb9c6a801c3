import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import {
  compilePolicy,
  decide,
  loadPolicy,
  policySchema,
  type Action,
  type Decision,
} from '../../src/index.ts';

/** The decision of a policy with these rules; the text must load. */
function decided(rules: string, action: Action, at?: string): Decision {
  const loaded = loadPolicy(`version: "1"\nrules:\n${rules}`);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded));
  return decide(compilePolicy(loaded.value.policy), action, at === undefined ? undefined : Date.parse(at));
}

function codes(text: string): readonly string[] {
  const loaded = loadPolicy(text);
  return loaded.ok ? [] : loaded.error.map(({ code }) => code);
}

const BULK = `  - { match: { type: bulk }, conditions: { param_gt: { count: 100 } }, approval: block, risk_level: high }
  - { match: { type: bulk }, approval: auto, risk_level: low }
`;

describe('what policy engines have let through', () => {
  it.each([
    ['is left out', {}],
    ['is null', { count: null }],
    ['is a string that is no numeral', { count: 'many' }],
    ['is a boolean', { count: true }],
    ['is a list', { count: [500] }],
  ])('a block rule holds when its parameter %s', (_, params) => {
    expect(decided(BULK, { type: 'bulk', params })).toMatchObject({ approval: 'block', riskLevel: 'high' });
  });

  it('"200" is more than 100, because tools send numbers as text', () => {
    expect(decided(BULK, { type: 'bulk', params: { count: '200' } }).approval).toBe('block');
    expect(decided(BULK, { type: 'bulk', params: { count: '99' } }).approval).toBe('auto');
  });

  it('after 18:00 and before 08:00 is the night', () => {
    const night = `  - { conditions: { time_after: "18:00", time_before: "08:00" }, approval: block }
  - { approval: auto }
`;
    const at = (time: string): string => decided(night, { type: 'send' }, `2026-11-24T${time}:00Z`).approval;
    expect(['17:59', '18:00', '23:30', '00:00', '07:59', '08:00', '12:00'].map(at)).toEqual([
      'auto',
      'block',
      'block',
      'block',
      'block',
      'auto',
      'auto',
    ]);
  });

  it.each([
    'Delete_user',
    'de\u200Blete_user',
    'dеlete_user',
    'ｄｅｌｅｔｅ_user',
    ' DELETE_USER ',
    'de\u00ADlete_user',
  ])('`%s` is a delete', (type) => {
    const rules = '  - { match: { type: "*delete*" }, approval: block }\n  - { approval: auto }\n';
    expect(decided(rules, { type }).approval).toBe('block');
  });

  it('a target that is left out is not a target that does not match', () => {
    const rules = '  - { match: { target: "*prod*" }, approval: block }\n  - { approval: auto }\n';
    expect(decided(rules, { type: 'deploy' }).approval).toBe('block');
    expect(decided(rules, { type: 'deploy', target: '' }).approval).toBe('auto');
  });
});

describe('what loaders have swallowed', () => {
  const rule = (inside: string): string => `version: "1"\nrules:\n  - { approval: block, ${inside} }\n`;

  it('an unknown condition key is an error', () => {
    expect(codes(rule('conditions: { param_greater: { count: 100 } }'))).toEqual(['AEG1004']);
  });

  it('`weekdays: 1` and `time_after: 9am` are errors, `18:00` without quotes is the time it looks like', () => {
    expect(codes(rule('conditions: { weekdays: 1 }'))).toHaveLength(1);
    expect(codes(rule('conditions: { time_after: 9am }'))).toHaveLength(1);
    expect(codes(rule('conditions: { time_after: 18:00 }'))).toEqual([]);
    expect(
      decided('  - { conditions: { time_after: 18:00 }, approval: block }\n', { type: 'x' }).unknown,
    ).toHaveLength(1);
  });

  it('the schema accepts conditions and agent globs, as the loader does', () => {
    const text = rule('match: { agent: "support-*" }, conditions: { param_gt: { count: 100 } }');
    const validate = new Ajv2020({ strict: false }).compile(policySchema() as object);
    expect(validate(parse(text))).toBe(true);
    expect(codes(text)).toEqual([]);
  });
});

describe('names and texts made to cost time', () => {
  it('a type of 1 MB is refused as invalid', () => {
    expect(decided('  - { approval: auto }\n', { type: 'a'.repeat(1_000_000) })).toMatchObject({
      approval: 'block',
      riskLevel: 'critical',
      rule: '<invalid>',
    });
  });

  it('a glob of many stars and a regular expression of nested repetitions are answered', () => {
    const glob = '  - { match: { type: "*a*a*a*a*a*a*a*b" }, approval: auto }\n';
    expect(decided(glob, { type: 'a'.repeat(4096) }).approval).toBe('approve');
    const regex = '  - { conditions: { param_matches: { text: "(a+)+$" } }, approval: auto }\n';
    expect(decided(regex, { type: 'x', params: { text: `${'a'.repeat(1_000_000)}!` } }).approval).toBe(
      'approve',
    );
  });
});
