import { describe, expect, test } from 'vitest';
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
  ])('%s', (at, instant) => {
    const parsed = parseAction({ type: 'x', at });
    expect(parsed.ok && parsed.value.at).toBe(instant);
  });
  test.each(['2026-03-01', '2026-03-01T18:00:00', '2026-03-01T24:00:00Z', '2026-13-01T00:00:00Z', 'now', ''])(
    '%s is none',
    (at) => {
      expect(parseAction({ type: 'x', at }).ok).toBe(false);
    },
  );
});
