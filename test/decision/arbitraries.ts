import * as fc from 'fast-check';
import type { Json } from '../../src/base/index.ts';
import { APPROVALS, RISK_LEVELS } from '../../src/model/index.ts';

/** Names close enough to the globs below that they often match; with look-alikes, odd case and nothing at all. */
const WORDS = ['delete', 'read', 'deploy', 'user', 'crm', 'prod', 'refund'] as const;
const LOOK_ALIKES: Record<string, string> = { e: 'е', o: 'о', a: 'а', c: 'с', d: 'ｄ', r: 'R', p: 'р' };

const word = fc.constantFrom(...WORDS);
const spelled = fc
  .tuple(word, fc.constantFrom('', '_', '-', ' '), fc.option(word, { nil: '' }))
  .map((parts) => parts.join(''));
const disguised = fc
  .tuple(spelled, fc.constantFrom(...Object.keys(LOOK_ALIKES)))
  .map(([name, letter]) => name.replaceAll(letter, LOOK_ALIKES[letter]!));
const foreign = fc.constantFrom('удалить', 'дом', 'löschen', '削除', 'de\u200blete', 'DELETE_USER', 'ﬁle');
const name = fc.oneof(
  { weight: 6, arbitrary: spelled },
  { weight: 2, arbitrary: disguised },
  { weight: 1, arbitrary: foreign },
);

const glob = fc.oneof(
  fc.constant('*'),
  word.map((text) => `*${text}*`),
  word.map((text) => `${text}_*`),
  spelled.filter((text) => text.trim() === text),
  fc.constantFrom(
    '?e*',
    '[a-d]*',
    '[!d]*',
    '{read,delete}*',
    '*_{user,crm}',
    'удал*',
    '*е*',
    'd\\*',
    '*[дo]*',
  ),
);
const globs = fc.oneof(glob, fc.uniqueArray(glob, { minLength: 1, maxLength: 3 }));
const match = fc
  .record({ type: globs, target: globs, agent: globs }, { requiredKeys: [] })
  .filter((map) => Object.keys(map).length > 0);

const path = fc.constantFrom(
  'amount',
  'note',
  'order.total',
  'items[0]',
  'items[*]',
  'items[*].price',
  'order',
  'lines[*].tags[*]',
);
const number = fc.oneof(
  fc.constantFrom(0, 1, 100, 100.5, -1, 0.1, 1e21, 150, 1e-7),
  fc.integer({ min: -3, max: 200 }),
);
const numeral = fc.constantFrom(
  '100',
  '100.0',
  '-1',
  '0.10',
  '150',
  '100.00000000000000000001',
  '1000000000000000000000',
);
const leaf: fc.Arbitrary<Json> = fc.oneof(
  number,
  numeral,
  fc.boolean(),
  fc.constantFrom('', 'sale', 'production', '1e3', ' 100 ', 'drop table', 'paidInvoices', 'weaponry'),
);
const operand: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: leaf },
  { weight: 1, arbitrary: fc.array(leaf, { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('total', 'price'), leaf, { maxKeys: 2 }) },
);
const onPaths = <T extends Json>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.dictionary(path, value, { minKeys: 1, maxKeys: 2 });
const bound = fc.oneof(number, numeral);
const time = fc.constantFrom('00:00', '06:00', '08:00', '18:00', '22:30', '23:59');
const date = fc.constantFrom('2026-01-01', '2026-03-01', '2026-06-15', '2026-12-31');

const timed = fc
  .record(
    {
      time_after: time,
      time_before: fc.oneof(time, fc.constant('24:00')),
      weekdays: fc.uniqueArray(fc.constantFrom<Json>(1, 2, 5, 7, 'mon', 'sat'), {
        minLength: 1,
        maxLength: 3,
      }),
      dates: fc
        .record({ from: date, to: date }, { requiredKeys: [] })
        .filter(
          ({ from, to }) =>
            (from ?? to) !== undefined && (from === undefined || to === undefined || from <= to),
        ),
    },
    { requiredKeys: [] },
  )
  .filter((map) => map.time_after !== map.time_before);

const category = fc.constantFrom('destructive', 'financial', 'privileged', 'pii', 'data_exposure', 'harmful');
const semantic: fc.Arbitrary<Json> = fc.oneof(
  category,
  fc.uniqueArray(category, { minLength: 1, maxLength: 2 }),
  category.map((named) => `anything ${named} at all`),
  fc.constantFrom({ ask: 'Is this what the customer asked for?' }, { ask: 'Is it polite?' }),
);

const parameters = fc.record(
  {
    param_eq: onPaths(operand),
    param_in: onPaths(fc.array(operand, { minLength: 1, maxLength: 3 })),
    param_gt: onPaths(bound),
    param_gte: onPaths(bound),
    param_lt: onPaths(bound),
    param_lte: onPaths(bound),
    param_contains: onPaths(operand.filter((value) => value !== '')),
    param_matches: onPaths(fc.constantFrom('^prod', '[0-9]+', 'sale|drop', '(a+)+$', '^.{3,5}$')),
    param_exists: onPaths(fc.boolean()),
    param_length_gt: onPaths(fc.integer({ min: 0, max: 6 })),
    param_length_lte: onPaths(fc.integer({ min: 0, max: 6 })),
    semantic,
  },
  { requiredKeys: [] },
);

const few = fc
  .tuple(parameters, timed, fc.uniqueArray(fc.nat({ max: 15 }), { minLength: 1, maxLength: 3 }))
  .map(([params, times, picks]) => {
    const entries: [string, Json][] = [...Object.entries(params), ...Object.entries(times)] as [
      string,
      Json,
    ][];
    const picked = entries.filter((_, i) => picks.some((pick) => pick % entries.length === i));
    return Object.fromEntries(picked);
  })
  .filter(
    (map) =>
      Object.keys(map).length > 0 &&
      (map['time_after'] === undefined || map['time_after'] !== map['time_before']),
  );

/** A valid `conditions` map. */
export const conditionMap: fc.Arbitrary<Record<string, Json>> = fc.letrec<{ map: Record<string, Json> }>(
  (tie) => ({
    map: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 5, arbitrary: few },
      { weight: 1, arbitrary: fc.array(tie('map'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })) },
      { weight: 1, arbitrary: fc.array(tie('map'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })) },
      { weight: 1, arbitrary: tie('map').map((not) => ({ not })) },
      { weight: 1, arbitrary: fc.tuple(few, tie('map')).map(([map, not]) => ({ ...map, not })) },
    ),
  }),
).map;

const decided = fc.record(
  { risk_level: fc.constantFrom(...RISK_LEVELS), approval: fc.constantFrom(...APPROVALS) },
  { requiredKeys: [] },
);

const ruleBody = fc
  .tuple(fc.option(match, { nil: undefined }), fc.option(conditionMap, { nil: undefined }), decided)
  .map(([matched, conditions, outcome]) => ({
    ...(matched === undefined ? {} : { match: matched }),
    ...(conditions === undefined ? {} : { conditions }),
    ...outcome,
    tags: ['generated'],
  }));

/** A valid policy as it would be written, without names. */
export const writtenPolicy: fc.Arbitrary<Record<string, Json>> = fc
  .tuple(fc.array(ruleBody, { minLength: 1, maxLength: 7 }), fc.option(decided, { nil: undefined }))
  .map(([rules, defaults]) => ({
    version: '1',
    rules,
    ...(defaults === undefined || Object.keys(defaults).length === 0 ? {} : { defaults }),
  }));

const wild: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: operand },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, undefined, NaN, Infinity, -0, 10n ** 3n) },
  { weight: 1, arbitrary: fc.array(operand, { maxLength: 3 }) },
);
const line = fc.record({ price: wild, tags: fc.array(leaf, { maxLength: 2 }) }, { requiredKeys: [] });

export const params: fc.Arbitrary<Record<string, unknown>> = fc.record(
  {
    amount: wild,
    note: wild,
    order: fc.oneof(wild, fc.record({ total: wild }, { requiredKeys: [] })),
    items: fc.oneof(wild, fc.array(fc.oneof(line, wild), { maxLength: 3 })),
    lines: fc.oneof(wild, fc.array(line, { maxLength: 3 })),
  },
  { requiredKeys: [] },
);

/** Actions as they come in: names may be absent, odd or no strings. */
export const action: fc.Arbitrary<Record<string, unknown>> = fc
  .record(
    {
      type: fc.oneof(
        { weight: 30, arbitrary: name },
        { weight: 1, arbitrary: fc.constantFrom<unknown>('', ' ', 5, null) },
      ),
      target: fc.oneof(
        { weight: 20, arbitrary: name },
        { weight: 2, arbitrary: fc.constantFrom<unknown>('', null, ['crm']) },
      ),
      agent: name,
      description: fc.constantFrom('lists orders', 'Sends the password', 'sharedFiles-2'),
      params,
    },
    { requiredKeys: ['type'] },
  )
  .filter((made) => made['type'] !== undefined);

export const instant: fc.Arbitrary<number | undefined> = fc.option(
  fc.integer({ min: Date.UTC(2025, 11, 30), max: Date.UTC(2027, 0, 2) }),
  { nil: undefined, freq: 5 },
);
