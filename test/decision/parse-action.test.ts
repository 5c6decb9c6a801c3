import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/index.ts';
import { parseAction } from '../../src/decision/index.ts';

test('an action in JSON has names, parameters and an instant', () => {
  expect(
    parseAction({
      type: 'refund',
      target: 'shop',
      params: { amount: 5 },
      at: '2026-03-01T18:00:00.250+01:00',
      id: 'a1',
    }),
  ).toEqual({
    ok: true,
    value: {
      type: 'refund',
      target: 'shop',
      params: { amount: 5 },
      at: Date.UTC(2026, 2, 1, 17, 0, 0, 250),
      id: 'a1',
    },
  });
});

test('a name that is none is decided, not refused', () => {
  expect(parseAction({ type: 5, target: null })).toEqual({ ok: true, value: { type: 5, target: null } });
});

test('all problems come at once', () => {
  const parsed = parseAction({ tipe: 'x', params: 'y', description: 3, at: '2026-02-30T00:00:00Z' });
  expect(parsed.ok ? [] : parsed.error.map(({ code }) => code)).toEqual([
    'AEG1081',
    'AEG1082',
    'AEG1082',
    'AEG1083',
  ]);
  expect(parsed.ok ? '' : parsed.error[0]?.label).toBe('did you mean `type`?');
});

describe('instants', () => {
  test.each([
    ['2026-03-01T18:00:00Z', Date.UTC(2026, 2, 1, 18)],
    ['2024-02-29T23:59:60Z', Date.UTC(2024, 2, 1)],
    ['0001-01-01T00:00:00-00:30', -62135595000000],
    ['2026-03-01 18:00:00z', Date.UTC(2026, 2, 1, 18)],
    ['2026-03-01t18:00:00-02:30', Date.UTC(2026, 2, 1, 20, 30)],
    ['2026-03-01T18:00:00.0019Z', Date.UTC(2026, 2, 1, 18, 0, 0, 1)],
    ['2026-12-31T23:59:59+23:59', Date.UTC(2026, 11, 31, 0, 0, 59)],
  ])('%s', (at, instant) => {
    const parsed = parseAction({ type: 'x', at });
    expect(parsed.ok && parsed.value.at).toBe(instant);
  });
  test.each([
    ...['2026-03-01', '2026-03-01T18:00:00', '2026-03-01T24:00:00Z', '2026-13-01T00:00:00Z', 'now', ''],
    ...['2026-04-31T00:00:00Z', '2026-00-01T00:00:00Z', '2026-03-01T18:60:00Z', '2026-03-01T18:00:61Z'],
    ...['2026-03-01T18:00:00+24:00', '2026-03-01T18:00:00+01:60', 'x2026-03-01T18:00:00Z'],
    ...['2026-03-01T18:00:00Zx', '2026-03-01T18:00:00.Z', '2026-03-01T18:00Z'],
  ])('%s is none', (at) => {
    expect(parseAction({ type: 'x', at }).ok).toBe(false);
  });
});

describe('what is wrong with an action', () => {
  const problems = (json: Json): readonly (readonly [string, string, string | undefined])[] => {
    const parsed = parseAction(json);
    return parsed.ok ? [] : parsed.error.map(({ code, message, help }) => [code, message, help]);
  };

  test.each<[Json, string]>([
    [null, 'null'],
    [[], 'a list'],
    ['delete', 'a string'],
    [5, 'a number'],
    [true, 'a boolean'],
  ])('%j is no action', (json, kind) => {
    expect(problems(json)).toEqual([
      ['AEG1080', `an action must be an object, not ${kind}`, 'such as {"type": "read"}'],
    ]);
  });

  test.each<[string, Json, string]>([
    ['params', 'amount=5', '`params` must be an object, not a string'],
    ['params', [5], '`params` must be an object, not a list'],
    ['params', null, '`params` must be an object, not null'],
    ['description', 5, '`description` must be a string, not a number'],
    ['session', {}, '`session` must be a string, not an object'],
    ['id', null, '`id` must be a string, not null'],
    ['at', 5, '`at` must be a string, not a number'],
  ])('`%s` cannot be %j', (key, value, message) => {
    expect(problems({ type: 'read', [key]: value })).toEqual([['AEG1082', message, undefined]]);
  });

  test('an unknown key and an instant that is none come with a remedy', () => {
    expect(problems({ type: 'read', amount: 5 })).toEqual([
      [
        'AEG1081',
        'unknown key `amount` in an action',
        'an action has `type`, `target`, `agent`, `params`, `description`, `at`, `session`, `id`; what the tool is given goes into `params`',
      ],
    ]);
    expect(problems({ type: 'read', at: 'now' })).toEqual([
      [
        'AEG1083',
        '`at` is not an instant: `now`',
        'write RFC 3339 with an offset, such as "2026-03-01T18:00:00Z" or "2026-03-01T18:00:00+01:00"',
      ],
    ]);
  });

  test('every key of an action is kept', () => {
    const action = {
      type: 'a',
      target: 'b',
      agent: 'c',
      params: {},
      description: 'd',
      session: 's',
      id: 'i',
    };
    expect(parseAction(action)).toStrictEqual({ ok: true, value: action });
    expect(parseAction({})).toStrictEqual({ ok: true, value: {} });
  });
});
