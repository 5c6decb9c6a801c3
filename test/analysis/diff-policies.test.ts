import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffPolicies, type DecisionChange, type PolicyDiff } from '../../src/analysis/index.ts';
import type { Json } from '../../src/base/index.ts';
import { policyOf } from '../decision/load.ts';

type Written = Record<string, Json>;

const deletes = { name: 'deletes', match: { type: 'delete*' }, approval: 'block' };
const everything = { name: 'everything', match: { type: '*' }, approval: 'auto' };
const refunds = (limit: number): Written => ({
  name: 'refunds',
  match: { type: 'refund' },
  conditions: { param_lte: { amount: limit } },
  approval: 'auto',
});
const office = (from: string, until: string, more: Written = {}): Written => ({
  name: 'office',
  match: { type: 'send' },
  conditions: { time_after: from, time_before: until, ...more },
  approval: 'auto',
});

function diff(old: readonly Written[], edited: readonly Written[], more: Written = {}): PolicyDiff {
  const policy = (rules: readonly Written[], rest: Written): Json => ({
    version: '1',
    rules: [...rules],
    ...rest,
  });
  return diffPolicies(policyOf(policy(old, {})), policyOf(policy(edited, more)));
}

function turns({ changes }: PolicyDiff): readonly string[] {
  return changes.map(({ kind, old, new: now }) => `${kind}: ${old.approval} -> ${now.approval}`);
}

function structure({ structure: said }: PolicyDiff): readonly string[] {
  return said.map(({ kind, what, name, fields }) =>
    [kind, what, name, ...fields.map(({ field }) => field)].join(' '),
  );
}

function only({ changes }: PolicyDiff): DecisionChange {
  expect(changes).toHaveLength(1);
  return changes[0]!;
}

/** Minutes after midnight in UTC. */
function minute({ example }: DecisionChange): number {
  const at = new Date(example.at!);
  return at.getUTCHours() * 60 + at.getUTCMinutes();
}

describe('the difference between two policies', () => {
  test('two rules that change places are seen, with an action that both are about', () => {
    const found = diff([deletes, everything], [everything, deletes]);
    const change = only(found);
    expect(turns(found)).toEqual(['loosened: block -> auto']);
    expect(change.rule.kind).toBe('moved');
    expect(change.example).toMatchObject({ old: { rule: 'deletes' }, new: { rule: 'everything' } });
    expect(change.example.action.type).toMatch(/^delete/);
    expect(turns(diff([everything, deletes], [deletes, everything]))).toEqual(['tightened: auto -> block']);
  });

  test('two rules that have no action in common may change places', () => {
    const found = diff([deletes, refunds(100)], [refunds(100), deletes]);
    expect(found).toMatchObject({ equivalence: 'proved', changes: [], notProved: [] });
    expect(structure(found)).toEqual([expect.stringMatching(/^moved rule/)]);
  });

  test('a new name is no change, and neither are a description, tags or the order of globs', () => {
    const found = diff(
      [deletes, { ...refunds(100), match: { type: ['refund', 'credit'] } }],
      [
        { ...deletes, name: 'never delete' },
        {
          ...refunds(100),
          match: { type: ['credit', 'refund'] },
          description: 'small ones',
          tags: ['money'],
        },
      ],
    );
    expect(found).toMatchObject({ equivalence: 'proved', changes: [] });
    expect(structure(found)).toEqual([
      'renamed rule never delete name',
      'modified rule refunds description tags',
    ]);
  });

  test('rules without a name are not renamed by one that is put before them', () => {
    const unnamed = [deletes, refunds(1)].map(({ name: _, ...rest }): Written => rest);
    expect(structure(diff(unnamed, [everything, ...unnamed]))).toEqual(['added rule everything']);
  });

  test('a lower limit is one class, with an amount between the two', () => {
    const change = only(diff([refunds(100)], [refunds(50)]));
    expect(change).toMatchObject({
      kind: 'tightened',
      old: { approval: 'auto' },
      new: { approval: 'approve' },
    });
    const amount = (change.example.action.params as { amount: number }).amount;
    expect(amount).toBeGreaterThan(50);
    expect(amount).toBeLessThanOrEqual(100);
  });

  test.each<[string, readonly Written[], readonly Written[]]>([
    [
      'a rule in place of two',
      [
        { name: 'a', match: { type: 'read_*' }, approval: 'auto' },
        { name: 'b', match: { type: 'list_*' }, approval: 'auto' },
      ],
      [{ name: 'a', match: { type: ['read_*', 'list_*'] }, approval: 'auto' }],
    ],
    [
      'no rule that another covers',
      [deletes, { ...deletes, name: 'b', match: { type: 'delete_all' } }],
      [deletes],
    ],
    [
      'a double negation less',
      [{ ...refunds(100), conditions: { not: { not: { param_lte: { amount: 100 } } } } }],
      [refunds(100)],
    ],
    [
      'what the defaults do anyway',
      [{ name: 'a', match: { type: 'x' }, approval: 'approve', risk_level: 'medium' }],
      [refunds(1), { name: 'a', match: { type: 'x' }, approval: 'approve', risk_level: 'medium' }].slice(1),
    ],
  ])('proves that a refactoring changes nothing: %s', (_title, old, edited) => {
    expect(diff(old, edited)).toMatchObject({ equivalence: 'proved', changes: [], notProved: [] });
  });

  test('what was known is not what is unknown: a rule split at a number asks a person where there is none', () => {
    const found = diff(
      [{ name: 'all', match: { type: 'refund' }, approval: 'auto' }],
      [refunds(100), { ...refunds(0), name: 'large', conditions: { param_gt: { amount: 100 } } }],
    );
    expect(turns(found)).toEqual(['tightened: auto -> approve']);
  });

  test('windows of time that touch leave nothing between them; a minute more is seen', () => {
    const day = [office('08:00', '12:00'), { ...office('12:00', '18:00'), name: 'afternoon' }];
    expect(diff([office('08:00', '18:00')], day)).toMatchObject({ equivalence: 'proved' });
    const change = only(diff([office('08:00', '18:00')], [office('08:00', '18:01')]));
    expect(change.kind).toBe('loosened');
    expect(minute(change)).toBe(18 * 60);
  });

  test('windows of time that overlap are their union', () => {
    const overlapping = [office('08:00', '14:00'), { ...office('12:00', '18:00'), name: 'afternoon' }];
    expect(diff([office('08:00', '18:00')], overlapping)).toMatchObject({ equivalence: 'proved' });
    const change = only(diff([office('08:00', '18:00')], [office('08:00', '17:00')]));
    expect(change.kind).toBe('tightened');
    expect(minute(change)).toBeGreaterThanOrEqual(17 * 60);
  });

  test('a window of time that wraps around midnight is two that do not', () => {
    const halves = [office('22:00', '24:00'), { ...office('00:00', '06:00'), name: 'morning' }];
    expect(diff([office('22:00', '06:00')], halves)).toMatchObject({ equivalence: 'proved' });
  });

  test('another time zone changes rules that read the time, and no others', () => {
    const found = diff([deletes, office('08:00', '18:00')], [deletes, office('08:00', '18:00')], {
      timezone: 'America/New_York',
    });
    expect(new Set(turns(found))).toEqual(
      new Set(['loosened: approve -> auto', 'tightened: auto -> approve']),
    );
    expect(structure(found)).toEqual(['modified timezone timezone timezone']);
    expect(diff([deletes], [deletes], { timezone: 'America/New_York' })).toMatchObject({
      equivalence: 'proved',
    });
  });

  test('a reason that changes is told where the rule decides, beside the proof that nothing else does', () => {
    const found = diff([{ ...deletes, reason: 'no' }], [{ ...deletes, reason: 'agents do not delete' }]);
    expect(found.equivalence).toBe('proved');
    expect(only(found)).toMatchObject({
      kind: 'reason',
      example: { old: { reason: 'no' }, new: { reason: 'agents do not delete' } },
    });
  });

  test('a risk that changes alone is neither loosened nor tightened', () => {
    expect(turns(diff([deletes], [{ ...deletes, risk_level: 'critical' }]))).toEqual([
      'risk: block -> block',
    ]);
  });

  test('the rule that decides has the change, not the defaults that change with it', () => {
    const found = diff([refunds(1)], [refunds(1), deletes], { defaults: { approval: 'auto' } });
    expect(found.changes.map(({ rule, kind }) => [kind, rule.new?.name])).toEqual([
      ['loosened', '<default>'],
      ['tightened', 'deletes'],
    ]);
  });

  test('what is assumed about the words of an action holds in both policies', () => {
    const careful = {
      name: 'careful',
      match: { type: 'delete_user' },
      conditions: { semantic: 'destructive' },
      approval: 'block',
    };
    const others = (approval: string): Written => ({
      name: 'others',
      match: { type: 'delete_user' },
      approval,
    });
    const found = diff([careful, others('block')], [careful, others('auto')]);
    expect(only(found).example.assuming).toEqual(['not: the action is destructive']);
  });

  test('invariants and defaults are compared by what they say', () => {
    const invariant = (approval: string): Json => [
      { name: 'no deletes', never: { match: { type: '*delete*' }, approval } },
    ];
    const old = policyOf({ version: '1', rules: [deletes], invariants: invariant('auto') });
    const edited = policyOf({
      version: '1',
      rules: [deletes],
      invariants: invariant('approve'),
      defaults: { risk_level: 'high' },
    });
    expect(structure(diffPolicies(old, edited))).toEqual([
      'modified defaults <default> risk_level',
      'modified invariant no deletes claim',
    ]);
  });

  test('out of budget nothing is proved, and the same limits give the same answer', () => {
    const wide = (approval: string): Json => ({
      version: '1',
      rules: Array.from({ length: 12 }, (_, i) => ({
        match: { type: `*a${i}*` },
        conditions: { param_gt: { [`p${i}`]: 1 } },
        approval,
      })),
    });
    const limited = (): PolicyDiff =>
      diffPolicies(policyOf(wide('auto')), policyOf(wide('block')), {
        limits: { perQuestion: 20, perCommand: 2_000 },
      });
    expect(limited().notProved.length).toBeGreaterThan(0);
    expect(limited().equivalence).not.toBe('proved');
    expect(limited()).toEqual(limited());
  });

  test('of nothing there is nothing to tell, whatever the rules are called', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 4 }),
        (names) => {
          const rules = names.map((name) => ({ name, match: { type: `${name}*` }, approval: 'block' }));
          expect(diff(rules, rules)).toEqual({
            changes: [],
            notProved: [],
            equivalence: 'proved',
            structure: [],
          });
        },
      ),
      { numRuns: 20 },
    );
  });
});
