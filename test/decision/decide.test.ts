import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/index.ts';
import { compilePolicy, decide, explain, type ActionInput } from '../../src/decision/index.ts';
import type { Decision } from '../../src/model/index.ts';
import { policyOf } from './load.ts';

/** Decides about one action under rules written as YAML flow or JSON. */
function decided(rules: readonly Json[], action: ActionInput, at?: string, more: object = {}): Decision {
  const policy = policyOf({ version: '1', rules, ...more });
  return decide(compilePolicy(policy), action, at === undefined ? undefined : Date.parse(at));
}

const largeBulk = {
  name: 'large',
  match: { type: 'bulk_*' },
  conditions: { param_gt: { count: 100 } },
  approval: 'block',
  risk_level: 'high',
};
const bulk = { name: 'bulk', match: { type: 'bulk_*' }, approval: 'auto', risk_level: 'low' };

describe('what is not known never loosens', () => {
  test.each([
    ['left out', {}, '`count` is missing'],
    ['null', { count: null }, '`count` is null'],
    ['a word', { count: 'many' }, '`count` is a string, not a number'],
    ['written with an exponent', { count: '1e3' }, '`count` is a string, not a number'],
    ['a boolean', { count: true }, '`count` is a boolean, not a number'],
    ['not a number', { count: Number.NaN }, '`count` is NaN, not a number'],
    ['a list', { count: [150] }, '`count` is a list, not a number'],
  ])('a block rule whose parameter is %s still blocks', (_how, params, why) => {
    const decision = decided([largeBulk, bulk], { type: 'bulk_update', params });
    expect(decision).toMatchObject({ approval: 'block', riskLevel: 'high', rule: 'large', isAllowed: false });
    expect(decision.unknown).toEqual([{ rule: 'large', part: 'param_gt', path: 'count', why }]);
  });

  test('a string that writes a number counts as it', () => {
    expect(decided([largeBulk, bulk], { type: 'bulk_update', params: { count: '200' } }).rule).toBe('large');
    expect(decided([largeBulk, bulk], { type: 'bulk_update', params: { count: '99.5' } }).rule).toBe('bulk');
  });

  test('`param_exists` in the same map says "only where there is one"', () => {
    const guarded = { ...largeBulk, conditions: { param_exists: { count: true }, param_gt: { count: 100 } } };
    expect(decided([guarded, bulk], { type: 'bulk_update' })).toMatchObject({ rule: 'bulk', unknown: [] });
  });

  test('a target that is left out may be any; an empty one is known', () => {
    const rules = [
      { name: 'prod', match: { target: 'prod*' }, approval: 'block' },
      { name: 'rest', approval: 'auto' },
    ];
    expect(decided(rules, { type: 'restart' })).toMatchObject({
      approval: 'block',
      unknown: [{ rule: 'prod', part: 'match.target', why: 'no target is given' }],
    });
    expect(decided(rules, { type: 'restart', target: '' }).rule).toBe('rest');
  });

  test('the join takes approval and risk separately, and the reason of the strictest', () => {
    const rules = [
      { name: 'a', conditions: { param_eq: { x: 1 } }, approval: 'approve', risk_level: 'low', reason: 'ra' },
      {
        name: 'b',
        conditions: { param_eq: { x: 2 } },
        approval: 'approve',
        risk_level: 'medium',
        reason: 'rb',
      },
      {
        name: 'c',
        conditions: { param_eq: { x: 3 } },
        approval: 'auto',
        risk_level: 'critical',
        reason: 'rc',
      },
      { name: 'd', approval: 'auto', risk_level: 'low' },
      { name: 'e', approval: 'block', risk_level: 'low' },
    ];
    const decision = decided(rules, { type: 'x' });
    expect(decision).toMatchObject({ approval: 'approve', riskLevel: 'critical', rule: 'b', reason: 'rb' });
    expect(decision.unknown.map(({ rule }) => rule)).toEqual(['a', 'b', 'c']);
  });
});

describe('names', () => {
  const rules = [
    { name: 'deletes', match: { type: 'delete*' }, approval: 'block' },
    { name: 'rest', approval: 'auto' },
  ];

  test.each([
    ['Delete_user', undefined],
    ['ｄｅｌｅｔｅ_user', undefined],
    ['de\u200blete_user', undefined],
    [' delete_user ', undefined],
    ['dеlete_user', true],
    ['DELEТE_user', true],
  ])('%s is a delete', (type, suspicious) => {
    const decision = decided(rules, { type });
    expect(decision.rule).toBe('deletes');
    expect(decision.suspicious).toBe(suspicious);
  });

  test('a Cyrillic policy for Cyrillic tools works and is not suspicious', () => {
    const decision = decided([{ name: 'удаление', match: { type: 'удал*' }, approval: 'block' }, bulk], {
      type: 'удалить',
    });
    expect(decision).toMatchObject({ rule: 'удаление' });
    expect(decision.suspicious).toBeUndefined();
  });

  test.each<[string, ActionInput, string]>([
    ['no type', {}, 'the action has no type'],
    ['an empty type', { type: ' \u200b' }, "the action's type is empty"],
    ['a number as type', { type: 5 }, "the action's type is not a string"],
    ['a null target', { type: 'read', target: null }, "the action's target is not a string"],
    [
      'an agent of 4,097 characters',
      { type: 'read', agent: 'a'.repeat(4097) },
      "the action's agent has more than 4,096 characters",
    ],
    [
      'a type of a megabyte',
      { type: 'a'.repeat(1_000_000) },
      "the action's type has more than 4,096 characters",
    ],
  ])('%s is invalid', (_what, action, reason) => {
    expect(decided(rules, action)).toMatchObject({
      approval: 'block',
      riskLevel: 'critical',
      rule: '<invalid>',
      reason,
    });
  });

  test('4,096 characters are a name, also when each takes two units', () => {
    expect(decided(rules, { type: '😀'.repeat(4096) }).rule).toBe('rest');
  });

  test('a parameter that cannot be read is no way past a rule', () => {
    const params = Object.defineProperty({}, 'count', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    }) as { count: number };
    expect(decided([largeBulk, bulk], { type: 'bulk_update', params })).toMatchObject({
      rule: '<invalid>',
      approval: 'block',
    });
  });

  test('inherited properties are no parameters', () => {
    const rule = [{ name: 'c', conditions: { param_exists: { constructor: true } }, approval: 'auto' }];
    expect(decided(rule, { type: 'x', params: {} }).rule).toBe('<default>');
  });
});

describe('time', () => {
  const night = [
    { name: 'night', conditions: { time_after: '18:00', time_before: '08:00' }, approval: 'block' },
  ];

  test.each([
    ['2026-01-15T17:59:59.999Z', '<default>'],
    ['2026-01-15T18:00:00Z', 'night'],
    ['2026-01-16T07:59:59.999Z', 'night'],
    ['2026-01-16T08:00:00Z', '<default>'],
  ])('a window over midnight at %s', (at, rule) => {
    expect(decided(night, { type: 'x' }, at).rule).toBe(rule);
  });

  test('split over `all` the two contradict each other', () => {
    const split = [
      { name: 'never', conditions: { all: [{ time_after: '18:00' }, { time_before: '08:00' }] } },
    ];
    for (const at of ['2026-01-15T20:00:00Z', '2026-01-15T03:00:00Z'])
      expect(decided(split, { type: 'x' }, at).rule).toBe('<default>');
  });

  test('weekdays and dates count from the day on which a night began', () => {
    const rules = [
      {
        name: 'friday night',
        conditions: { ...night[0]!.conditions, weekdays: ['fri'], dates: { to: '2026-01-16' } },
      },
    ];
    expect(decided(rules, { type: 'x' }, '2026-01-17T03:00:00Z').rule).toBe('friday night');
    expect(decided(rules, { type: 'x' }, '2026-01-16T03:00:00Z').rule).toBe('<default>');
  });

  test('without an instant every time condition is unknown', () => {
    expect(decided(night, { type: 'x' })).toMatchObject({
      approval: 'block',
      unknown: [{ rule: 'night', part: 'time_after', why: 'no instant is given' }],
    });
  });

  test.each([
    ['before clocks go forward', '2026-03-29T00:59:00Z', '01:59', '02:00'],
    ['after', '2026-03-29T01:00:00Z', '03:00', '03:01'],
    ['before clocks go back', '2026-10-25T00:59:00Z', '02:59', '03:00'],
    ['after, the hour again', '2026-10-25T01:00:00Z', '02:00', '02:01'],
  ])('Berlin, %s', (_when, at, from, to) => {
    const rules = [{ name: 'now', conditions: { time_after: from, time_before: to } }];
    expect(decided(rules, { type: 'x' }, at, { timezone: 'Europe/Berlin' }).rule).toBe('now');
  });
});

describe('every item of a list', () => {
  const strict = [
    { name: 'dear', conditions: { param_gt: { 'items[*].price': 100 } }, approval: 'block' },
    { name: 'rest', approval: 'auto' },
  ];
  const withPrices = (...prices: unknown[]): ActionInput => ({
    type: 'order',
    params: { items: prices.map((price) => ({ price })) },
  });

  test('one bad item is enough for a strict rule', () => {
    const decision = decided(strict, withPrices(5, 150));
    expect(decision).toMatchObject({
      approval: 'block',
      unknown: [{ why: '`items[0].price` and `items[1].price` disagree' }],
    });
    expect(decided(strict, withPrices(5, 50)).rule).toBe('rest');
    expect(decided(strict, withPrices(150, 200))).toMatchObject({ rule: 'dear', unknown: [] });
    expect(decided(strict, withPrices()).rule).toBe('rest');
  });

  test('a lenient rule needs all of them', () => {
    const lenient = [{ name: 'cheap', conditions: { param_lt: { 'items[*].price': 10 } }, approval: 'auto' }];
    expect(decided(lenient, withPrices(5, 150)).approval).toBe('approve');
    expect(decided(lenient, withPrices(5, 6)).approval).toBe('auto');
  });
});

test('an explanation tells what failed on which value', () => {
  const compiled = compilePolicy(policyOf({ version: '1', rules: [largeBulk, bulk] }));
  const { rules, decision } = explain(compiled, { type: 'bulk_update', params: { count: 50 } });
  expect(decision.rule).toBe('bulk');
  expect(rules[0]?.conditions).toEqual([
    {
      kind: 'atom',
      part: 'param_gt',
      path: 'count',
      claim: '`count` is above 100',
      verdict: false,
      found: '`count` is 50',
    },
  ]);
  const unsure = explain(compiled, { type: 'bulk_update' });
  expect(unsure.notes.join()).toContain('param_exists: { count: true }');
});

describe('an explanation of a path to every item', () => {
  const rules = [{ name: 'dear', conditions: { param_gt: { 'items[*].price': 100 } }, approval: 'block' }];
  const compiled = compilePolicy(policyOf({ version: '1', rules }));
  const explained = (...items: unknown[]): [found: unknown, why: string | undefined, notes: string] => {
    const { rules: traces, decision, notes } = explain(compiled, { type: 'order', params: { items } });
    const [condition] = traces[0]?.conditions ?? [];
    const found = condition?.kind === 'atom' ? condition.found : undefined;
    return [found, decision.unknown[0]?.why, notes.join()];
  };

  test('tells which items disagree, and does not ask for what is there', () => {
    const [found, why, notes] = explained({ price: 5 }, { price: 6 }, { price: 150 });
    expect(found).toBe('`items[0].price` is 5, but `items[2].price` is 150');
    expect(why).toBe('`items[0].price` and `items[2].price` disagree');
    expect(notes).not.toContain('param_exists');
  });

  test('tells which item cannot be asked', () => {
    const [found, why, notes] = explained({ price: 5 }, {});
    expect(found).toBe('`items[0].price` is 5, but `items[1].price` is missing');
    expect(why).toBe('`items[1].price` is missing');
    expect(notes).toContain('param_exists: { "items[*].price": true }');
    expect(explained({ price: '5 EUR' })[1]).toBe('`items[0].price` is a string, not a number');
  });

  test('tells what all of them are where they agree', () => {
    expect(explained({ price: 5 }, { price: 6 })[0]).toBe('`items[*].price` is 5, 6');
    expect(explained({ price: 150 })[0]).toBe('`items[*].price` is 150');
    expect(explained(...[1, 2, 3, 4, 5].map((price) => ({ price })))[0]).toBe(
      '`items[*].price` is 1, 2, 3 and 2 more',
    );
    expect(explained()[0]).toBe('`items[*].price` is asked of an empty list');
  });
});

test('hostile names and strings take time in proportion to their length', () => {
  const rules = [
    { name: 'g', match: { type: '*a*a*a*a*b' }, approval: 'block' },
    { name: 'r', conditions: { param_matches: { text: '(a+)+$' } }, approval: 'block' },
  ];
  const compiled = compilePolicy(policyOf({ version: '1', rules }));
  decide(compiled, { type: 'warm', params: { text: 'aab' } });
  const from = performance.now();
  decide(compiled, { type: 'a'.repeat(4096), params: { text: `${'a'.repeat(1_000_000)}b` } });
  expect(performance.now() - from).toBeLessThan(2000);
});
