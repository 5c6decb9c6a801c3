import * as fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Diagnostic, Json, Result } from '../../src/base/index.ts';
import {
  loadPolicy,
  policyBuilder,
  type Conditions,
  type Policy,
  type LoadedPolicy,
  type PolicyBuilder,
  type RuleBuilder,
} from '../../src/index.ts';
import type { Approval, RiskLevel } from '../../src/model/index.ts';
import { COMBINATORS } from '../../src/policy/conditions/parse-conditions.ts';
import { CONDITIONS } from '../../src/policy/conditions/registry.ts';
import { writtenPolicy } from '../decision/arbitraries.ts';
import { policyOf } from '../decision/load.ts';

type Written = Readonly<Record<string, Json>>;

/** The calls that say what a written policy says. */
function callsFor(written: Written): PolicyBuilder {
  const defaults = written['defaults'] as Written | undefined;
  const start = policyBuilder();
  const begun = defaults === undefined ? start : start.defaults(decided(defaults));
  return (written['rules'] as readonly Written[]).reduce<PolicyBuilder>(withRule, begun);
}

function decided(map: Written): { riskLevel?: RiskLevel; approval?: Approval } {
  return {
    ...(map['risk_level'] === undefined ? {} : { riskLevel: map['risk_level'] as RiskLevel }),
    ...(map['approval'] === undefined ? {} : { approval: map['approval'] as Approval }),
  };
}

function withRule(builder: PolicyBuilder, written: Written): PolicyBuilder {
  let rule = builder.rule().tags(...(written['tags'] as readonly string[]));
  if (written['match'] !== undefined) rule = rule.match(written['match'] as Written);
  if (written['conditions'] !== undefined) rule = rule.when(written['conditions'] as Conditions);
  if (written['risk_level'] !== undefined) rule = rule.risk(written['risk_level'] as RiskLevel);
  return written['approval'] === undefined ? rule : rule[written['approval'] as Approval]();
}

function built(builder: PolicyBuilder): Policy {
  const result = builder.build();
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('\n'));
  return result.value;
}

describe('laws', () => {
  test('a builder gives the policy that the loader gives, and its YAML loads to the same', () => {
    fc.assert(
      fc.property(writtenPolicy, (written) => {
        const builder = callsFor(written);
        const policy = built(builder);
        expect(policy).toEqual(policyOf(written));
        expect(policyOf(builder.toYaml())).toEqual(policy);
      }),
      { numRuns: 100 },
    );
  });

  test('any text is kept, or refused with a diagnostic', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        const builder = policyBuilder().rule().reason(text);
        const result = builder.build();
        if (result.ok) expect(result.value.rules[0]?.reason).toBe(text);
        else
          expect(result.error.map(({ code }) => code).filter((code) => !/^AEG10[45]/.test(code))).toEqual([]);
      }),
    );
  });
});

describe('PolicyBuilder', () => {
  test('says what a file says, invariants too', () => {
    const builder = policyBuilder()
      .timezone('Europe/Berlin')
      .defaults({ riskLevel: 'high', approval: 'block' })
      .rule('refunds')
      .describe('small ones run')
      .match({ type: 'refund', target: ['shop', 'desk'] })
      .when({
        param_lte: { amount: 25 },
        weekdays: ['mon', 2],
        any: [{ not: { param_exists: { vip: true } } }],
      })
      .risk('low')
      .auto()
      .reason('small')
      .tags('money', 'shop')
      .never('deletes never run', { match: { type: '*delete*' }, approval: ['auto'] })
      .always('exports are seen', {
        match: { type: 'export*' },
        except: { match: { agent: 'auditor' } },
        approvalAtLeast: 'approve',
        riskAtLeast: 'high',
      });
    expect(builder.toYaml()).toBe(`version: "1"
timezone: "Europe/Berlin"
defaults: { risk_level: high, approval: block }
rules:
  - name: refunds
    description: "small ones run"
    match: { type: "refund", target: ["shop", "desk"] }
    conditions:
      param_lte: { amount: 25 }
      weekdays: ["mon", 2]
      any:
        - not:
            param_exists: { vip: true }
    risk_level: low
    approval: auto
    reason: "small"
    tags: ["money", "shop"]

invariants:
  - name: "deletes never run"
    never: { match: { type: "*delete*" }, approval: ["auto"] }
  - name: "exports are seen"
    always:
      match: { type: "export*" }
      except:
        match: { agent: "auditor" }
      approval_at_least: approve
      risk_at_least: high
`);
    expect(built(builder).invariants.map(({ claim }) => claim)).toEqual([
      { kind: 'never', approval: ['auto'] },
      { kind: 'always', approvalAtLeast: 'approve', riskAtLeast: 'high' },
    ]);
  });

  test('a builder is not changed by what is made from it', () => {
    const base = policyBuilder().rule('reads').match({ type: 'read*' }).auto();
    const strict = base.rule('rest').block();
    expect(built(base).rules.map(({ name }) => name)).toEqual(['reads']);
    expect(built(strict).rules.map(({ name }) => name)).toEqual(['reads', 'rest']);
  });

  test('reports every problem with its place in the YAML', () => {
    const builder = policyBuilder()
      .timezone('+02:00')
      .rule('a')
      .match({ type: 'read|get' })
      .rule('a')
      .when({ param_matches: { name: '(' } })
      .block();
    const result = builder.build();
    const problems = result.ok ? [] : result.error;
    expect(problems.map(({ code }) => code).toSorted()).toEqual(['AEG1009', 'AEG1013', 'AEG1018', 'AEG1020']);
    const lines = builder.toYaml().split('\n');
    const glob = problems.find(({ code }) => code === 'AEG1013')?.span;
    expect(lines[(glob?.start.line ?? 0) - 1]).toContain('read|get');
    expect(policyBuilder().build()).toMatchObject({ ok: false });
    expect(policyBuilder().rule().build()).toMatchObject({ ok: false, error: [{ code: 'AEG1011' }] });
  });

  test('knows every condition', () => {
    const known: Readonly<Record<keyof Conditions, true>> = {
      ...{ time_after: true, time_before: true, weekdays: true, dates: true, semantic: true },
      ...{ param_eq: true, param_in: true, param_gt: true, param_gte: true, param_lt: true, param_lte: true },
      ...{ param_contains: true, param_matches: true, param_exists: true },
      ...{ param_length_gt: true, param_length_lte: true, all: true, any: true, not: true },
    };
    const registered = [...CONDITIONS.map(({ key }) => key), ...COMBINATORS];
    expect(registered.filter((key) => !(key in known))).toEqual([]);
  });

  test('has types that keep mistakes out', () => {
    expectTypeOf(policyBuilder().build()).toEqualTypeOf<Result<Policy, readonly Diagnostic[]>>();
    expectTypeOf(policyBuilder().rule('a').block()).toEqualTypeOf<RuleBuilder>();
    expectTypeOf<RuleBuilder>().toExtend<PolicyBuilder>();
    // a rule is described only after it was begun
    expectTypeOf<PolicyBuilder>().not.toHaveProperty('match');
    expectTypeOf<PolicyBuilder>().not.toHaveProperty('block');
    expectTypeOf<RuleBuilder['risk']>().parameter(0).toEqualTypeOf<RiskLevel>();
    const rule = policyBuilder().rule();
    // @ts-expect-error an unknown condition
    rule.when({ param_greater: { amount: 5 } });
    // @ts-expect-error an operand of the wrong type
    rule.when({ param_gt: { amount: true } });
    // @ts-expect-error an unknown dimension
    rule.match({ tool: 'delete*' });
    // @ts-expect-error an unknown risk level
    rule.risk('severe');
    expectTypeOf(loadPolicy).returns.toEqualTypeOf<Result<LoadedPolicy, readonly Diagnostic[]>>();
  });
});
