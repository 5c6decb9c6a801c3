import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePolicy, decide } from '../../src/decision/index.ts';
import { APPROVALS, RISK_LEVELS } from '../../src/model/index.ts';
import { runSuites } from '../../src/policytest/index.ts';
import { policyIn } from '../policy/loading.ts';
import { run, suiteIn } from './suites.ts';

const SHOP = policyIn(`
version: "1"
rules:
  - { name: deletes, match: { type: "*delete*" }, risk_level: critical, approval: block }
  - { name: large, match: { type: "refund" }, conditions: { param_gt: { amount: 25 } }, risk_level: high }
  - { name: refunds, match: { type: "refund*" }, risk_level: low, approval: auto }
invariants:
  - name: refunds without an amount are seen
    never:
      match: { type: "refund*" }
      conditions: { param_gt: { amount: 100 } }
      except: { match: { type: "*" }, conditions: { param_eq: { approved: true } } }
      approval: auto
`);
const case1 = (action: string, expectation: string): string =>
  `tests: [{ name: t, action: ${action}, expect: ${expectation} }]`;

describe('a case', () => {
  test('passes exactly when the decision says all that is expected', () => {
    const types = fc.constantFrom('delete_x', 'refund', 'browse');
    const expected = fc.record(
      {
        approval: fc.constantFrom(...APPROVALS),
        risk_level: fc.constantFrom(...RISK_LEVELS),
        rule: fc.constantFrom('deletes', 'large', 'refunds', '<default>'),
      },
      { requiredKeys: ['approval'] },
    );
    const compiled = compilePolicy(SHOP.policy);
    fc.assert(
      fc.property(types, fc.integer({ min: -50, max: 50 }), expected, (type, amount, expectation) => {
        const action = { type, params: { amount } };
        const { approval, riskLevel, rule } = decide(compiled, action);
        const says = { approval, risk_level: riskLevel, rule };
        const isExpected = Object.entries({ ...says, ...expectation }).every(
          ([key, value]) => says[key as keyof typeof says] === value,
        );
        const result = run(case1(JSON.stringify(action), JSON.stringify(expectation)), SHOP);
        expect(result.failed === 0).toBe(isExpected);
      }),
    );
  });

  test('says what was expected and what came', () => {
    const result = run(
      case1('{ type: refund, params: { amount: 30 } }', '{ approval: auto, rule: refunds }'),
      SHOP,
    );
    expect(result.suites[0]!.cases[0]!.mismatches).toEqual([
      { part: 'approval', expected: 'auto', actual: 'approve' },
      { part: 'rule', expected: 'refunds', actual: 'large' },
    ]);
  });

  test('fails when an invariant does not hold for its action, also where a parameter is unknown', () => {
    const broken = (action: string): readonly string[] =>
      run(case1(action, '{ approval: auto }'), SHOP).suites[0]!.cases[0]!.broken;
    expect(broken('{ type: refund_all, params: { amount: 500 } }')).toEqual([
      'refunds without an amount are seen',
    ]);
    expect(broken('{ type: refund_all }')).toHaveLength(1);
    expect(broken('{ type: refund_all, params: { amount: 5 } }')).toEqual([]);
    expect(broken('{ type: refund_all, params: { approved: true } }')).toEqual([]);
    expect(broken('{ type: refund_all, params: { approved: null } }')).toHaveLength(1);
    expect(broken('{ type: browse, params: { amount: 500 } }')).toEqual([]);
  });

  test('runs when its name, or that of its test, contains the filter', () => {
    const text =
      'tests: [{ name: Deletes, cases: [delete_a, DELETE_B], expect: { approval: block } }, { name: b, action: { type: delete }, expect: { approval: block } }]';
    expect(run(text, SHOP, 'deletes').passed).toBe(2);
    expect(run(text, SHOP, 'delete_b').passed).toBe(1);
    expect(run(text, SHOP, 'b').passed).toBe(2);
    expect(run(text, SHOP).passed).toBe(3);
  });
});

describe('coverage', () => {
  const coverage = (text: string, policy = SHOP): object =>
    runSuites(compilePolicy(policy.policy), [suiteIn(text, policy)]).coverage;

  test('counts what decided and what took part, with the defaults', () => {
    expect(coverage(case1('{ type: refund }', '{ approval: approve }'))).toEqual({
      rules: [
        { rule: 'deletes', index: 0, decided: 0, tookPart: 0 },
        { rule: 'large', index: 1, decided: 1, tookPart: 0 },
        { rule: 'refunds', index: 2, decided: 0, tookPart: 1 },
        { rule: '<default>', decided: 0, tookPart: 0 },
      ],
      covered: 2,
      percent: 50,
    });
  });

  test('knows that the defaults took part when no rule is known to apply', () => {
    const policy = policyIn(
      'version: "1"\nrules: [{ name: a, conditions: { param_gt: { n: 1 } }, approval: block }]',
    );
    expect(coverage(case1('{ type: x }', '{ approval: block }'), policy)).toMatchObject({ percent: 100 });
    expect(coverage(case1('{ type: x, params: { n: 2 } }', '{ approval: block }'), policy)).toMatchObject({
      percent: 50,
    });
  });

  test('does not ask for the defaults where a rule catches everything', () => {
    const policy = policyIn('version: "1"\nrules: [{ name: all, match: { type: ["a", "*"] } }]');
    expect(coverage(case1('{ type: x }', '{ approval: approve }'), policy)).toMatchObject({ percent: 100 });
  });
});

describe('docs/testing.md', () => {
  const page = readFileSync('docs/testing.md', 'utf8');
  const blocks = [...page.matchAll(/```(yaml(?: policy)?)\n([^]*?)```/g)].map(([, kind, text]) => ({
    kind,
    text: text!,
  }));
  const policy = policyIn(blocks.find(({ kind }) => kind === 'yaml policy')!.text);
  const suites = blocks.filter(({ kind }) => kind === 'yaml').map(({ text }) => text);

  test.each(suites)('has a suite that passes: %#', (text) => {
    const failed = run(text, policy).suites[0]!.cases.filter(({ isPassed }) => !isPassed);
    expect(failed.map((one) => [one.case.variation, one.mismatches])).toEqual([]);
  });

  test('has suites that together reach every rule', () => {
    const all = suites.map((text) => suiteIn(text, policy));
    expect(all).toHaveLength(4);
    expect(runSuites(compilePolicy(policy.policy), all).coverage.percent).toBe(100);
  });
});
