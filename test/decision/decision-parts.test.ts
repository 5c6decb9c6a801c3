import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/index.ts';
import {
  compilePolicy,
  decide,
  explain,
  type ActionInput,
  type CompiledPolicy,
} from '../../src/decision/index.ts';
import { PlanTable } from '../../src/decision/plan-table.ts';
import type { NameClass } from '../../src/decision/name-classes.ts';
import { policyOf } from './load.ts';

const RULES: readonly Json[] = [
  { name: 'reads', match: { type: 'read' }, approval: 'auto', risk_level: 'low' },
  {
    name: 'mails',
    match: { type: 'send' },
    approval: 'approve',
    risk_level: 'high',
    reason: 'people read them',
  },
  { name: 'deletes', match: { type: 'delete' }, approval: 'block', risk_level: 'critical' },
  { name: 'own', match: { type: 'close', target: 'ticket-*', agent: 'support-*' }, approval: 'auto' },
];
const policy = policyOf({ version: '1', rules: RULES });
const fresh = (): CompiledPolicy => compilePolicy(policy);
const decided = (action: ActionInput): object => decide(fresh(), action);

describe('a decision', () => {
  const stamp = { policyHash: policy.hash, engine: fresh().engine, unknown: [] };

  test('has everything of the rule that decided', () => {
    expect(decided({ type: 'read' })).toEqual({
      approval: 'auto',
      riskLevel: 'low',
      rule: 'reads',
      reason: 'rule `reads` lets it run',
      isAllowed: true,
      needsApproval: false,
      ...stamp,
    });
    expect(decided({ type: 'send' })).toEqual({
      approval: 'approve',
      riskLevel: 'high',
      rule: 'mails',
      reason: 'people read them',
      isAllowed: false,
      needsApproval: true,
      ...stamp,
    });
    expect(decided({ type: 'delete' })).toEqual({
      approval: 'block',
      riskLevel: 'critical',
      rule: 'deletes',
      reason: 'rule `deletes` refuses it',
      isAllowed: false,
      needsApproval: false,
      ...stamp,
    });
  });

  test('says that no rule matched', () => {
    const reasonOf = (approval: string): string => {
      const written = policyOf({ version: '1', rules: RULES, defaults: { approval } });
      return decide(compilePolicy(written), { type: 'archive' }).reason;
    };
    expect(decided({ type: 'archive' })).toMatchObject({ rule: '<default>', riskLevel: 'medium' });
    expect(reasonOf('approve')).toBe("no rule matches, and the policy's default asks a person");
    expect(reasonOf('auto')).toBe("no rule matches, and the policy's default lets it run");
    expect(reasonOf('block')).toBe("no rule matches, and the policy's default refuses it");
  });

  test('names each name that is not given', () => {
    const target = { rule: 'own', part: 'match.target', why: 'no target is given' };
    const agent = { rule: 'own', part: 'match.agent', why: 'no agent is given' };
    expect(decided({ type: 'close' })).toMatchObject({ unknown: [target, agent], rule: '<default>' });
    expect(decided({ type: 'close', agent: 'support-1' })).toMatchObject({ unknown: [target] });
    expect(decided({ type: 'close', target: 'ticket-1' })).toMatchObject({ unknown: [agent] });
    expect(decided({ type: 'close', target: 'ticket-1', agent: 'support-1' })).toMatchObject({
      rule: 'own',
      unknown: [],
    });
    expect(decided({ type: 'close', target: 'order-1' })).toMatchObject({ rule: '<default>', unknown: [] });
    expect(decided({ type: 'close', agent: 'sales' })).toMatchObject({ rule: '<default>', unknown: [] });
  });

  test('is the rule’s own where all that is unknown would decide alike', () => {
    const rules = [
      { name: 'large', conditions: { param_gt: { amount: 5 } }, approval: 'approve', risk_level: 'medium' },
    ];
    const decision = decide(compilePolicy(policyOf({ version: '1', rules })), { type: 'pay' });
    expect(decision).toMatchObject({ rule: 'large', approval: 'approve', riskLevel: 'medium' });
    expect(decision.unknown).toHaveLength(1);
  });

  test('names the engine with the data it depends on', () => {
    expect(fresh().engine).toMatch(/^aegis\/\S+ unicode\/\d+\.\d+\.\d+ lexicon\/\S+$/);
    expect(compilePolicy(policy, { timeZoneData: '2026a' }).engine).toBe(`${fresh().engine} tz/2026a`);
  });
});

test('a policy with a time zone that is not known here is a defect', () => {
  expect(() => compilePolicy({ ...policy, timezone: 'Mars/Olympus' })).toThrow('Mars/Olympus');
  const rules = [{ ...policy.rules[0]!, match: { ...policy.rules[0]!.match, type: ['[a'] } }];
  expect(() => compilePolicy({ ...policy, rules })).toThrow('[a');
});

describe('the length of a name', () => {
  test.each([
    ['4,096 letters', 'a'.repeat(4096), '<default>'],
    ['4,097 letters', 'a'.repeat(4097), '<invalid>'],
    ['4,096 characters of two units', '😀'.repeat(4096), '<default>'],
    ['4,097 characters of two units', '😀'.repeat(4097), '<invalid>'],
    ['4,096 characters, some of two units', `${'😀'.repeat(2000)}${'a'.repeat(2096)}`, '<default>'],
    ['4,097 characters, some of two units', `${'😀'.repeat(2000)}${'a'.repeat(2097)}`, '<invalid>'],
  ])('%s', (_, type, rule) => {
    expect(decided({ type })).toMatchObject({ rule });
    expect(decided({ type: 'archive', target: type })).toMatchObject({ rule });
  });
});

describe('an explanation', () => {
  test('tells for each rule how its names went, up to the one that decides', () => {
    const { rules, notes } = explain(fresh(), { type: 'delete', target: 'crm' });
    expect(rules.map(({ rule, verdict, tookPart }) => [rule, verdict, tookPart])).toEqual([
      ['reads', false, false],
      ['mails', false, false],
      ['deletes', true, true],
    ]);
    expect(rules[2]).toStrictEqual({
      index: 2,
      rule: 'deletes',
      verdict: true,
      tookPart: true,
      match: [
        { dimension: 'type', globs: ['delete'], name: 'delete', verdict: true },
        { dimension: 'target', globs: ['*'], name: 'crm', verdict: true },
        { dimension: 'agent', globs: ['*'], verdict: true },
      ],
      conditions: [],
    });
    expect(notes).toEqual([]);
  });

  test('tells that a name matches only as what it looks like', () => {
    const { rules, decision, notes } = explain(fresh(), { type: 'dеlete' });
    expect(decision.suspicious).toBe(true);
    expect(rules[2]?.match[0]).toStrictEqual({
      dimension: 'type',
      globs: ['delete'],
      name: 'dеlete',
      verdict: true,
      isLookAlike: true,
    });
    expect(notes).toEqual(['a name is not spelled as it looks']);
  });

  test('says what would make it known', () => {
    expect(explain(fresh(), { type: 'close' }).notes).toEqual([
      'what is not known never loosens: rules that may apply take part in the decision',
      'give the target and the agent, or an empty one where there is none',
    ]);
    const rules = [
      { name: 'night', conditions: { time_after: '20:00' }, approval: 'block' },
      { name: 'large', conditions: { param_gt: { 'a b': 5 } }, approval: 'block' },
    ];
    expect(explain(compilePolicy(policyOf({ version: '1', rules })), { type: 'pay' }).notes).toEqual([
      'what is not known never loosens: rules that may apply take part in the decision',
      'if a rule is only about actions that have `a b`, add `param_exists: { "a b": true }` to its conditions',
      'give an instant, so that time conditions can be judged',
    ]);
  });

  test('has the verdict of every part of a condition', () => {
    const conditions = {
      any: [{ param_eq: { a: 1 } }, { not: { param_eq: { b: 2 } } }],
      all: [{ param_exists: { a: true } }, { param_gt: { a: 1 } }],
    };
    const rules = [{ name: 'r', conditions, approval: 'block' }];
    const { rules: traces } = explain(compilePolicy(policyOf({ version: '1', rules })), {
      type: 'x',
      params: { a: 2 },
    });
    expect(traces[0]).toMatchObject({
      verdict: 'unknown',
      tookPart: true,
      conditions: [
        {
          kind: 'any',
          verdict: 'unknown',
          parts: [
            {
              kind: 'atom',
              part: 'param_eq',
              path: 'a',
              claim: '`a` equals 1',
              verdict: false,
              found: '`a` is 2',
            },
            { kind: 'not', verdict: 'unknown', parts: [{ verdict: 'unknown', found: '`b` is missing' }] },
          ],
        },
        {
          kind: 'all',
          verdict: true,
          parts: [
            { part: 'param_exists', claim: '`a` is there', verdict: true },
            { part: 'param_gt', verdict: true },
          ],
        },
      ],
    });
  });

  test('has nothing to tell of an action that cannot be judged', () => {
    expect(explain(fresh(), { type: 7 })).toMatchObject({
      decision: { rule: '<invalid>' },
      rules: [],
      notes: [],
    });
    const params = {
      get amount(): number {
        throw new Error('no');
      },
    };
    const rules = [{ conditions: { param_gt: { amount: 5 } }, approval: 'block' }];
    const guarded = compilePolicy(policyOf({ version: '1', rules }));
    expect(explain(guarded, { type: 'x', params })).toMatchObject({
      decision: { rule: '<invalid>', reason: "the action's parameters cannot be read" },
      rules: [],
    });
  });
});

test('a plan is found for the classes it was made for, and for no others', () => {
  const named = (id: number): NameClass => ({ id, rules: [], isGiven: true });
  const [type, target, agent] = [named(1), named(2), named(3)];
  const plan = { steps: [], end: fresh().defaultOutcome };
  const table = new PlanTable();
  expect(table.find(type, target, agent)).toBeUndefined();
  table.keep(type, target, agent, plan);
  expect(table.find(type, target, agent)).toBe(plan);
  // the same place in the table
  expect(table.find(named(1), target, agent)).toBeUndefined();
  expect(table.find(type, named(2), agent)).toBeUndefined();
  expect(table.find(type, target, named(3))).toBeUndefined();
  expect(table.find(named(1 + 8192), target, agent)).toBeUndefined();
  const other = { steps: [], end: fresh().defaultOutcome };
  table.keep(named(2), target, agent, other);
  expect(table.find(type, target, agent)).toBe(plan);
});
