import * as fc from 'fast-check';
import type { Json } from '../../src/base/index.ts';
import { APPROVALS, RISK_LEVELS, type Asked } from '../../src/model/index.ts';

/*
 * Policies and actions over so small a world that random actions meet nearly every combination of what rules can tell
 * apart: names of up to three characters, three parameters, a few instants around the edges of windows.
 */

const glob = fc.constantFrom(
  'a*',
  '*b',
  '*a*',
  'ab',
  '?',
  '[ab]',
  '[!a]*',
  '{a,ba}*',
  'b?',
  '*_*',
  'a_*',
  '??',
  'ä*',
);
const typeGlobs = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Json>('*') },
  { weight: 6, arbitrary: glob },
  { weight: 1, arbitrary: fc.uniqueArray(glob, { minLength: 1, maxLength: 2 }) },
);
const targetGlobs = fc.constantFrom<Json>('p', 'p*', '*q', '[pq]', ['p', 'q?']);
const agentGlobs = fc.constantFrom<Json>('bot', '*o*', 'x');

const match = fc
  .record(
    {
      type: fc.option(typeGlobs, { nil: undefined, freq: 6 }),
      target: fc.oneof(
        { weight: 2, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: targetGlobs },
      ),
      agent: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: agentGlobs }),
    },
    { requiredKeys: [] },
  )
  .map(
    (given) =>
      Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<
        string,
        Json
      >,
  );

const scalar = fc.constantFrom<Json>(0, 1, 2, '1', '01', 'a', 'ab', true);
const path = fc.constantFrom('x', 'y', 'o.n', 'o', 'l[*]', 'l[0]', 'l', 'l[*].k');
const on = (value: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.tuple(path, value).map(([name, operand]) => ({ [name]: operand }));

const parameterCondition: fc.Arbitrary<[string, Json]> = fc.oneof(
  fc.tuple(
    fc.constantFrom('param_gt', 'param_gte', 'param_lt', 'param_lte'),
    on(fc.constantFrom<Json>(0, 1, '1', 1.5, 2)),
  ),
  fc.tuple(fc.constant('param_eq'), on(fc.oneof(scalar, fc.constantFrom<Json>([1], { n: 1 }, [])))),
  fc.tuple(fc.constant('param_in'), on(fc.uniqueArray(scalar, { minLength: 1, maxLength: 2 }))),
  fc.tuple(fc.constant('param_contains'), on(fc.constantFrom<Json>('a', 'n', 1, 'k'))),
  fc.tuple(fc.constant('param_matches'), on(fc.constantFrom<Json>('^a', 'b$', '^.{2}$', '[0-9]', 'a|^$'))),
  fc.tuple(fc.constant('param_exists'), on(fc.boolean())),
  fc.tuple(fc.constantFrom('param_length_gt', 'param_length_lte'), on(fc.constantFrom<Json>(0, 1, 2))),
);
const time = fc.constantFrom('00:00', '08:00', '18:00', '23:59');
const timeConditions = fc
  .record(
    {
      time_after: time,
      time_before: fc.oneof(time, fc.constant('24:00')),
      weekdays: fc.uniqueArray(fc.constantFrom<Json>(1, 5, 6, 'sun'), { minLength: 1, maxLength: 2 }),
      dates: fc.constantFrom<Json>(
        { from: '2026-03-01' },
        { to: '2026-03-29' },
        { from: '2026-03-28', to: '2026-10-25' },
      ),
    },
    { requiredKeys: [] },
  )
  .filter((map) => Object.keys(map).length > 0 && map.time_after !== map.time_before);
const other: fc.Arbitrary<Record<string, Json>> = fc.constantFrom<Record<string, Json>>(
  { semantic: 'destructive' },
  { semantic: ['financial', 'destructive'] },
  { semantic: { ask: 'Is it polite?' } },
);

const few: fc.Arbitrary<Record<string, Json>> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(parameterCondition, { minLength: 1, maxLength: 2 })
      .map((entries) => Object.fromEntries(entries)),
  },
  { weight: 2, arbitrary: timeConditions },
  { weight: 1, arbitrary: other },
);
const conditions: fc.Arbitrary<Record<string, Json>> = fc.letrec<{ map: Record<string, Json> }>((tie) => ({
  map: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: few },
    { weight: 1, arbitrary: fc.array(tie('map'), { minLength: 1, maxLength: 2 }).map((all) => ({ all })) },
    { weight: 1, arbitrary: fc.array(tie('map'), { minLength: 1, maxLength: 2 }).map((any) => ({ any })) },
    { weight: 1, arbitrary: tie('map').map((not) => ({ not })) },
  ),
})).map;

const outcome = fc.record({
  approval: fc.constantFrom(...APPROVALS),
  risk_level: fc.constantFrom(...RISK_LEVELS),
});

const rule: fc.Arbitrary<Record<string, Json>> = fc
  .tuple(match, fc.option(conditions, { nil: undefined, freq: 1 }), outcome)
  .map(([matched, conditioned, decided]) => ({
    ...(Object.keys(matched).length === 0 ? {} : { match: matched }),
    ...(conditioned === undefined ? {} : { conditions: conditioned }),
    ...decided,
  }));

const named = (rules: readonly Record<string, Json>[]): Json =>
  rules.map((body, i) => ({ name: `r${i}`, ...body }));

const region = fc
  .tuple(match, fc.option(few, { nil: undefined, freq: 1 }))
  .filter(([matched]) => Object.keys(matched).length > 0)
  .map(([matched, conditioned]): Json => ({
    match: matched,
    ...(conditioned === undefined ? {} : { conditions: conditioned }),
  }));
const invariant: fc.Arbitrary<Record<string, Json>> = fc
  .tuple(
    region,
    fc.option(region, { nil: undefined }),
    fc.oneof(
      fc
        .uniqueArray(fc.constantFrom(...APPROVALS), { minLength: 1, maxLength: 2 })
        .map((approval) => ['never', { approval }] as const),
      fc
        .constantFrom(...APPROVALS.slice(1))
        .map((least) => ['always', { approval_at_least: least }] as const),
      fc.constantFrom(...RISK_LEVELS.slice(1)).map((least) => ['always', { risk_at_least: least }] as const),
    ),
  )
  .map(([inside, except, [kind, claim]]) => ({
    [kind]: { ...(inside as Record<string, Json>), ...(except === undefined ? {} : { except }), ...claim },
  }));

const TIME_ZONES = ['UTC', 'Europe/Berlin', 'America/New_York'];

/** A policy as it would be written, with a few invariants. */
export const smallPolicy: fc.Arbitrary<Record<string, Json>> = fc
  .record({
    rules: fc.array(rule, { minLength: 1, maxLength: 6 }),
    defaults: outcome,
    timezone: fc.constantFrom(...TIME_ZONES),
    invariants: fc.array(invariant, { maxLength: 2 }),
  })
  .map(({ rules, defaults, timezone, invariants }) => ({
    version: '1',
    timezone,
    defaults,
    rules: named(rules),
    ...(invariants.length === 0
      ? {}
      : { invariants: invariants.map((body, i) => ({ name: `i${i}`, ...body })) }),
  }));

type Edit =
  | { readonly kind: 'insert' | 'replace'; readonly at: number; readonly rule: Record<string, Json> }
  | { readonly kind: 'remove' | 'swap'; readonly at: number }
  | { readonly kind: 'outcome'; readonly at: number; readonly outcome: Record<string, Json> }
  | { readonly kind: 'defaults'; readonly outcome: Record<string, Json> }
  | { readonly kind: 'timezone'; readonly timezone: string };

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constantFrom('insert', 'replace'), at: fc.nat(6), rule }),
  fc.record({ kind: fc.constantFrom('remove', 'swap'), at: fc.nat(6) }),
  fc.record({ kind: fc.constant('outcome' as const), at: fc.nat(6), outcome }),
  fc.record({ kind: fc.constant('defaults' as const), outcome }),
  fc.record({ kind: fc.constant('timezone' as const), timezone: fc.constantFrom(...TIME_ZONES) }),
);

/** A policy and what some edits make of it. */
export const policyPair: fc.Arbitrary<readonly [Record<string, Json>, Record<string, Json>]> = fc
  .tuple(smallPolicy, fc.array(edit, { minLength: 1, maxLength: 3 }))
  .map(([policy, edits]) => [policy, edits.reduce(edited, policy)] as const)
  .filter(([, after]) => (after['rules'] as Json[]).length > 0);

function edited(policy: Record<string, Json>, change: Edit): Record<string, Json> {
  const rules = [...(policy['rules'] as Record<string, Json>[])];
  switch (change.kind) {
    case 'insert':
      rules.splice(change.at, 0, { name: `new${rules.length}`, ...change.rule });
      break;
    case 'replace':
      if (change.at < rules.length) rules[change.at] = { name: rules[change.at]!['name']!, ...change.rule };
      break;
    case 'remove':
      rules.splice(change.at, 1);
      break;
    case 'swap':
      rules.splice(change.at, 2, ...rules.slice(change.at, change.at + 2).reverse());
      break;
    case 'outcome':
      if (change.at < rules.length) rules[change.at] = { ...rules[change.at]!, ...change.outcome };
      break;
    case 'defaults':
      return { ...policy, defaults: change.outcome };
    case 'timezone':
      return { ...policy, timezone: change.timezone };
  }
  const seen = new Set<Json>();
  const unique = rules.filter(({ name }) => !seen.has(name!) && seen.add(name!));
  return { ...policy, rules: unique };
}

const letters = fc.constantFrom('a', 'b', '_', 'z', '語');
const type = fc.array(letters, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
const value: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  null,
  true,
  false,
  -1,
  0,
  0.5,
  1,
  1.2,
  1.5,
  1.7,
  2,
  3,
  '',
  'a',
  'b',
  'ab',
  'ba',
  'abc',
  '0',
  '1',
  '01',
  '1.0',
  '2',
  '9',
  'z',
  [],
  [1],
  [2],
  ['a'],
  [1, 2],
  [null],
  {},
  { n: 1 },
  { n: 'a' },
  { n: 1, k: 2 },
  { n: null },
  { a: 1 },
  { k: 1 },
);
const list = fc.array(fc.oneof(value, fc.record({ k: value }, { requiredKeys: [] })), {
  maxLength: 3,
});
const params = fc.record(
  {
    x: value,
    y: value,
    o: fc.oneof(value, fc.record({ n: value }) as fc.Arbitrary<Json>),
    l: fc.oneof(value, list as fc.Arbitrary<Json>),
  },
  { requiredKeys: [] },
);

/** Minutes on either side of every edge of the time conditions, on days of every kind. */
const instant = fc
  .tuple(
    fc.constantFrom(
      '2026-02-28',
      '2026-03-01',
      '2026-03-07',
      '2026-03-08',
      '2026-03-28',
      '2026-03-29',
      '2026-03-30',
      '2026-06-05',
      '2026-10-25',
      '2026-10-26',
      '2026-11-01',
    ),
    fc.oneof(
      fc.constantFrom(0, 1, 2, 3, 5, 6, 7, 8, 11, 13, 16, 17, 18, 22, 23).map((hour) => hour * 60),
      fc.nat(1439),
    ),
    fc.constantFrom(-1, 0, 1),
  )
  .map(([day, minute, shift]) => Date.parse(`${day}T00:00:00Z`) + (minute + shift) * 60_000);

export interface SmallPoint {
  readonly action: {
    readonly type: string;
    readonly target?: string;
    readonly agent?: string;
    readonly params?: Record<string, Json>;
    readonly description?: string;
  };
  readonly at: number | undefined;
  readonly asked: readonly Asked[];
}

export const smallPoint: fc.Arbitrary<SmallPoint> = fc.record({
  action: fc.record(
    {
      type,
      target: fc.constantFrom('', 'p', 'q', 'pq', 'qq', 'r'),
      agent: fc.constantFrom('', 'bot', 'x', 'boto'),
      params,
      description: fc.constantFrom('deletes it', 'pays', 'says hello'),
    },
    { requiredKeys: ['type'] },
  ),
  at: fc.option(instant, { nil: undefined, freq: 6 }),
  asked: fc.oneof(
    fc.constant<readonly Asked[]>([]),
    fc.boolean().map((answer) => [{ text: 'Is it polite?', answer }]),
  ),
});
