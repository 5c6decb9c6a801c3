import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePolicy, decide } from '../../src/decision/index.ts';
import { APPROVALS, RISK_LEVELS } from '../../src/model/index.ts';
import { generateTests, outcomeText, runSuites, type Coverage } from '../../src/policytest/index.ts';
import { testOutcomes } from '../../src/analysis/index.ts';
import { smallPolicy } from '../analysis/arbitraries.ts';
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

const coverage = (text: string, policy = SHOP): Coverage =>
  runSuites(compilePolicy(policy.policy), [suiteIn(text, policy)]).coverage;

describe('coverage', () => {
  test('counts what decided and what took part, and names the outcomes that no case shows', () => {
    const { rules, total, missing, percent } = coverage(case1('{ type: refund }', '{ approval: approve }'));
    expect(rules).toEqual([
      { rule: 'deletes', decided: 0, tookPart: 0 },
      { rule: 'large', decided: 1, tookPart: 0 },
      { rule: 'refunds', decided: 0, tookPart: 1 },
    ]);
    expect(total).toBe(7);
    expect(missing.map(outcomeText)).toEqual([
      'deletes decides',
      'large decides',
      'large: `amount` is above 25',
      'large: not `amount` is above 25',
      'refunds decides',
      '<default> decides',
    ]);
    expect(percent).toBe(14.2);
  });

  test('wants a rule with a condition reached while it is known, and while it is not', () => {
    const policy = policyIn(
      'version: "1"\nrules: [{ name: a, conditions: { param_eq: { n: 1 } }, approval: block }]',
    );
    expect(coverage(case1('{ type: x }', '{ approval: block }'), policy).missing.map(outcomeText)).toEqual([
      'a decides',
      '<default> decides',
    ]);
  });

  test('does not ask for what no action reaches', () => {
    const policy = policyIn(
      'version: "1"\nrules: [{ name: all, match: { type: ["a", "*"] } }, { name: dead }]',
    );
    expect(coverage(case1('{ type: x }', '{ approval: approve }'), policy)).toMatchObject({
      total: 1,
      percent: 100,
    });
  });
});

describe('generated tests', () => {
  test('pass, show every outcome, and have the values around a threshold', () => {
    const { missing } = coverage('tests: [{ name: t, action: { type: x }, expect: { approval: approve } }]');
    const text = generateTests(SHOP.policy, missing);
    const { failed, coverage: after } = run(text, SHOP);
    expect(failed).toBe(0);
    // The case that was there before.
    expect(after.missing.map(outcomeText)).toEqual(['<default> decides']);
    expect(text).toContain('"params":{"amount":26}');
    expect(text).toContain('"params":{"amount":25}');
  });

  test('show every outcome of any policy that does not depend on answers', () => {
    fc.assert(
      fc.property(smallPolicy, (written) => {
        const { ['invariants']: _claims, ...policy } = written;
        const text = JSON.stringify(policy);
        fc.pre(!text.includes('semantic'));
        const loaded = policyIn(text);
        const { outcomes } = testOutcomes(loaded.policy);
        const ran = run(generateTests(loaded.policy, outcomes), loaded);
        expect(ran.failed).toBe(0);
        expect(ran.coverage.missing.map(outcomeText)).toEqual([]);
      }),
      { numRuns: 40 },
    );
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
