import { describe, expect, test } from 'vitest';
import { analyzePolicy, checkInvariants, type Finding } from '../../src/analysis/index.ts';
import { policyIn } from '../policy/loading.ts';

const rule = (name: string, type: string, approval: string, more = ''): string =>
  `  - { name: ${name}, match: { type: "${type}" }, approval: ${approval}${more} }\n`;
const policy = (...rules: readonly string[]): string => `version: "1"\nrules:\n${rules.join('')}`;

function findings(text: string, isOrderAsked = false): readonly Finding[] {
  return analyzePolicy(policyIn(text).policy, { isOrderAsked }).findings;
}

function found<Kind extends Finding['kind']>(
  kind: Kind,
  text: string,
): readonly Extract<Finding, { kind: Kind }>[] {
  return findings(text, kind === 'order-matters').filter(
    (one): one is Extract<Finding, { kind: Kind }> => one.kind === kind,
  );
}

describe('dead rules', () => {
  test('a rule after `*` is dead', () => {
    const text = policy(rule('all', '*', 'auto'), rule('deletes', 'delete*', 'block'));
    expect(found('shadowed', text)).toMatchObject([{ rule: { name: 'deletes' }, cover: [{ name: 'all' }] }]);
  });

  test('a rule that two earlier ones cover together is dead, and both are named', () => {
    const text = policy(
      rule('other', 'x*', 'block'),
      rule('small', 'refund', 'auto', ', conditions: { param_lte: { amount: 25 } }'),
      rule('deletes', 'delete*', 'block'),
      rule('covered', 'delete_user', 'auto'),
      '  - { name: day, match: { type: "read" }, conditions: { time_after: "08:00", time_before: "20:00" }, approval: auto }\n',
      '  - { name: given, match: { type: "p?*" }, approval: auto }\n',
      '  - { name: short, match: { type: "?" }, approval: block }\n',
      '  - { name: both, match: { type: ["pay", "q"] }, approval: approve, risk_level: high }\n',
    );
    expect(found('shadowed', text)).toMatchObject([
      { rule: { name: 'covered' }, cover: [{ name: 'deletes' }] },
      { rule: { name: 'both' }, cover: [{ name: 'given' }, { name: 'short' }] },
    ]);
  });

  test('a duplicate of a rule without target, agent and conditions is redundant; of any other it has no effect', () => {
    const plain = policy(rule('one', 'delete*', 'block'), rule('two', 'delete*', 'block'));
    expect(found('redundant', plain)).toMatchObject([{ rule: { name: 'two' }, cover: [{ name: 'one' }] }]);
    for (const more of [', conditions: { param_gt: { n: 5 } }', ', conditions: { time_after: "18:00" }']) {
      const text = policy(rule('one', 'delete*', 'block', more), rule('two', 'delete*', 'block', more));
      expect(findings(text).map(({ kind }) => kind)).not.toContain('redundant');
      expect(found('no-effect', text)).toMatchObject([{ rule: { name: 'two' } }]);
    }
  });

  test('of two rules that contradict themselves one is never true, the other never there', () => {
    const text = policy(
      rule('never', 'pay', 'block', ', conditions: { param_gt: { n: 9 }, param_lt: { n: 3 } }'),
      rule(
        'known',
        'get',
        'block',
        ', conditions: { param_exists: { n: true }, not: { param_exists: { n: true } } }',
      ),
    );
    const [never, known] = found('never-true', text);
    expect(never).toMatchObject({ rule: { name: 'never' }, example: { decision: { approval: 'block' } } });
    expect(known).toMatchObject({ rule: { name: 'known' } });
  });
});

describe('windows', () => {
  const window = (name: string, after: string, before: string): string =>
    rule(name, '*', name, `, conditions: { time_after: "${after}", time_before: "${before}" }`);
  const kinds = (...rules: readonly string[]): readonly string[] =>
    findings(policy(...rules, rule('rest', '*', 'auto', ', risk_level: low'))).map(({ kind }) => kind);

  test('that touch leave nothing to a later rule', () => {
    expect(kinds(window('block', '08:00', '18:00'), window('approve', '18:00', '08:00'))).toEqual([
      'no-effect',
    ]);
  });

  test('that overlap or leave a gap leave the rest its time', () => {
    expect(kinds(window('block', '08:00', '18:00'), window('approve', '18:01', '08:00'))).toEqual([]);
    expect(kinds(window('block', '08:00', '18:00'), window('approve', '17:00', '02:00'))).toEqual([]);
  });
});

describe('invariants', () => {
  const never = 'invariants:\n  - { name: none, never: { match: { type: "*delete*" }, approval: auto } }\n';

  test('`*delete*` never auto is refuted on a policy with `get*` auto by a readable name', () => {
    const [check] = checkInvariants(policyIn(policy(rule('reads', 'get*', 'auto')) + never).policy);
    expect(check?.result).toMatchObject({
      kind: 'refuted',
      example: { action: { type: 'get_and_delete' }, decision: { approval: 'auto' } },
      by: { name: 'reads' },
    });
  });

  test('`block delete*` then `auto *` lets what contains delete through; `*delete*` before does not', () => {
    const check = (glob: string): unknown =>
      checkInvariants(policyIn(policy(rule('no', glob, 'block'), rule('all', '*', 'auto')) + never).policy)[0]
        ?.result;
    expect(check('delete*')).toMatchObject({ kind: 'refuted', by: { name: 'all' } });
    expect(check('*delete*')).toEqual({ kind: 'proved' });
  });
});

describe('thresholds', () => {
  const pair = (below: string, above: string): string =>
    policy(
      rule('small', '*refund*', 'approve', `, conditions: { ${below}: { amount: 100 } }`),
      rule('large', '*refund*', 'block', `, conditions: { ${above}: { amount: 100 } }`),
      rule('rest', '*', 'auto'),
    );

  test('`> 100` and `< 100` leave 100', () => {
    expect(found('threshold-gap', pair('param_lt', 'param_gt'))).toMatchObject([
      {
        above: { name: 'large' },
        below: { name: 'small' },
        path: 'amount',
        value: 100,
        example: { action: { params: { amount: 100 } }, decision: { approval: 'auto' } },
      },
    ]);
  });

  test('`>= 100` and `< 100` leave nothing', () => {
    expect(found('threshold-gap', pair('param_lt', 'param_gte'))).toEqual([]);
  });

  test('that another condition keeps apart, or that falls to the same decision, are no gap', () => {
    const apart = pair('param_lt', 'param_gt').replace(
      'param_gt: { amount: 100 }',
      '$&, param_eq: { kind: a }',
    );
    const nowhere = apart.replace('param_lt: { amount: 100 }', '$&, param_eq: { kind: b }');
    expect(found('threshold-gap', nowhere)).toEqual([]);
    const same = pair('param_lt', 'param_gt').replace('approval: auto', 'approval: block');
    expect(found('threshold-gap', same)).toEqual([]);
  });
});

describe('an unguarded condition', () => {
  const text = policy(
    rule('large', '*', 'block', ', conditions: { param_gt: { amount: 100 } }'),
    rule('rest', '*', 'auto'),
  );

  test('on every type is shown with what it makes of an action without the parameter', () => {
    expect(found('unguarded', text)).toMatchObject([
      { rule: { name: 'large' }, path: 'amount', example: { decision: { approval: 'block' } } },
    ]);
  });

  test('is no finding with `param_exists`, or where the type is named', () => {
    const guarded = text.replace('param_gt', 'param_exists: { amount: true }, param_gt');
    expect(found('unguarded', guarded)).toEqual([]);
    expect(found('unguarded', text.replace('"*"', '"pay*"'))).toEqual([]);
  });
});

describe('a spelling', () => {
  const guarded = (glob: string): string => policy(rule('guard', glob, 'block'), rule('rest', '*', 'auto'));

  test.each([
    ['delete', 'bulk_delete'],
    ['delete*', 'bulk_delete'],
    ['*delete', 'delete_all'],
    ['delete_user', 'bulk_delete_user'],
    ['*delete_*', 'deleteuser'],
  ])('escapes `%s` as `%s`', (glob, type) => {
    expect(found('spelling-escape', guarded(glob))).toMatchObject([
      { rule: { name: 'guard' }, example: { action: { type }, decision: { approval: 'auto' } } },
    ]);
  });

  test.each(['*delete*', '*'])('does not escape `%s`', (glob) => {
    expect(found('spelling-escape', guarded(glob))).toEqual([]);
  });

  test('that another rule catches is no escape', () => {
    expect(
      found('spelling-escape', policy(rule('guard', 'delete', 'block'), rule('rest', '*', 'block'))),
    ).toEqual([]);
  });
});

describe('the order of rules', () => {
  test('matters where both hold and decide differently, and is no news for a general case', () => {
    const text = policy(
      rule('reads', 'get*', 'auto'),
      rule('deletes', '*delete*', 'block'),
      rule('lists', 'list*', 'auto'),
      rule('gets_users', 'get_u*', 'block'),
      rule('rest', '*', 'approve'),
    );
    expect(
      found('order-matters', text).map(({ rule: one, earlier }) => [
        one.name,
        earlier.map(({ name }) => name),
      ]),
    ).toEqual([
      ['deletes', ['reads']],
      ['lists', ['deletes']],
      ['gets_users', ['reads']],
    ]);
    expect(findings(text).map(({ kind }) => kind)).not.toContain('order-matters');
  });

  test('does not matter where conditions exclude each other', () => {
    const on = (sign: string): string => `, conditions: { param_${sign}: { n: 3 } }`;
    const text = policy(rule('a', 'x*', 'auto', on('gt')), rule('b', '*y', 'block', on('lt')));
    expect(found('order-matters', text)).toEqual([]);
    expect(found('order-matters', text.replace('param_lt', 'param_gte'))).toHaveLength(1);
  });
});

test('the same policy gives the same answer', () => {
  const text = policy(
    rule('reads', 'get*', 'auto'),
    rule('deletes', 'delete', 'block'),
    rule('rest', '*', 'auto'),
  );
  expect(JSON.stringify(findings(text, true))).toBe(JSON.stringify(findings(text, true)));
});
