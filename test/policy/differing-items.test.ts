import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Truth } from '../../src/model/index.ts';
import { differingItems } from '../../src/policy/conditions/differing-items.ts';
import { parsePath, pathOf, testAt, type ParameterPath } from '../../src/policy/conditions/parameter-path.ts';

const isLarge = (value: unknown): Truth => (typeof value === 'number' ? value > 100 : 'unknown');

function path(text: string): ParameterPath {
  const parsed = parsePath(text);
  if ('message' in parsed) throw new Error(parsed.message);
  return parsed;
}

const answers = (params: unknown, text: string): readonly string[] =>
  differingItems(params, path(text), isLarge).map(({ place, answer }) => `${place.text} ${answer}`);

describe('where the items of a path differ', () => {
  test('one place where there is one, or all agree', () => {
    expect(answers({ count: 150 }, 'count')).toEqual(['count true']);
    expect(answers({}, 'order.count')).toEqual(['order.count unknown']);
    expect(answers({ order: 5 }, 'order.count')).toEqual(['order.count unknown']);
    expect(answers({ items: [{ price: 5 }, { price: 6 }] }, 'items[*].price')).toEqual([
      'items[0].price false',
    ]);
  });

  test('the first of each answer, in the order of the lists', () => {
    const items = [{ price: 5 }, { price: 6 }, { price: 150 }, {}, { price: 'x' }];
    expect(answers({ items }, 'items[*].price')).toEqual([
      'items[0].price false',
      'items[2].price true',
      'items[3].price unknown',
    ]);
    expect(answers({ orders: [{ lines: [] }, { lines: [150] }] }, 'orders[*].lines[*]')).toEqual([
      'orders[0].lines false',
      'orders[1].lines[0] true',
    ]);
    expect(answers({ items: 5 }, 'items[*].price')).toEqual(['items[*].price unknown']);
    expect(answers({ 'a.b': [1, 101] }, '["a.b"][*]')).toEqual(['["a.b"][0] false', '["a.b"][1] true']);
  });

  test('one answer is the answer, several are none', () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<unknown>(1, 101, 'x', null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b'), tie('value')),
      ),
    })).value;
    const paths = fc.constantFrom('a', 'a[*]', 'a[*].b', 'a.b[*]', 'a[*][*]', 'a[0][*].b', 'b[*].a[*]');
    fc.assert(
      fc.property(value, paths, (params, text) => {
        const found = differingItems(params, path(text), isLarge);
        const whole = testAt(params, path(text), isLarge);
        expect(found.length === 1 ? found[0]?.answer : 'unknown').toBe(whole);
        for (const { place } of found) expect(path(place.text).steps).toEqual(place.steps);
      }),
      { numRuns: 1000 },
    );
  });
});

test('a path is written as it is read', () => {
  const step = fc.oneof(
    fc.string({ unit: 'grapheme' }).map((key) => ({ kind: 'key', key }) as const),
    fc.constantFrom('', '.', 'a.b', '[0]', ' a', '"', '*').map((key) => ({ kind: 'key', key }) as const),
    fc.nat().map((index) => ({ kind: 'index', index }) as const),
    fc.constant({ kind: 'each' } as const),
  );
  const first = fc.string().map((key) => ({ kind: 'key', key }) as const);
  fc.assert(
    fc.property(first, fc.array(step, { maxLength: 4 }), (head, rest) => {
      const steps = [head, ...rest];
      expect(path(pathOf(steps).text).steps).toEqual(steps);
    }),
    { numRuns: 1000 },
  );
});
