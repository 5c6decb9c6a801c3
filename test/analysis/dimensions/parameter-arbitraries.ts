import * as fc from 'fast-check';
import type { Json } from '../../../src/base/index.ts';

/* Conditions on one parameter `a`, and values of it that come close to what the conditions ask. */

const path = fc.constantFrom(
  'a',
  'a',
  'a.b',
  'a.b.c',
  'a["x.y"]',
  'a[0]',
  'a[1]',
  'a[*]',
  'a[*].b',
  'a[0].b',
  'a.b[*]',
  'a[*][*]',
  'a[*].b[*].c',
);

const number = fc.constantFrom(0, 1, -1, 100, 100.5, 0.1, 1e21, 1e-7, 5e-324, 1.7976931348623157e308);
const numeral = fc.constantFrom(
  '0',
  '-0',
  '-1',
  '100',
  '100.0',
  '0.10',
  '100.00000000000000000001',
  '99.95',
  '1000000000000000000000',
);
const text = fc.constantFrom('a', 'b', 'ab', 'aba', 'prod', 'x', 'y', 'DROP TABLE', 'é', '😀', '1e3', ' 1');
const leaf: fc.Arbitrary<Json> = fc.oneof(number, numeral, text, fc.boolean());
const key = fc.constantFrom('b', 'c', 'x.y', 'ab', 'other', '__proto__');

const deep = <T>(leaves: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T> =>
  fc.letrec<{ value: T }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 3, arbitrary: leaves },
      { weight: 2, arbitrary: fc.array(tie('value'), { maxLength }) as fc.Arbitrary<T> },
      {
        weight: 2,
        arbitrary: fc
          .array(fc.tuple(key, tie('value')), { maxLength })
          .map((entries) => Object.fromEntries(entries)) as fc.Arbitrary<T>,
      },
    ),
  })).value;

const isFilled = (value: Json): boolean =>
  value !== '' &&
  (typeof value !== 'object' ||
    value === null ||
    (Object.keys(value).length > 0 && Object.values(value as Record<string, Json>).every(isFilled)));

const operand: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: leaf },
  { weight: 1, arbitrary: deep(leaf, 2).filter(isFilled) },
);

const pattern = fc.constantFrom(
  '^a',
  'b$',
  '[0-9]+',
  'a.b',
  '\\bab\\b',
  '(?m)^b$',
  '(a|b)*x',
  '^(ab)*$',
  '^.{2,3}$',
  '\\p{Lu}',
  '^[^a-z]+$',
  '(?i)PROD|drop',
  'a\\Bb',
);

const length = fc.constantFrom(0, 1, 2, 3, 5);

const condition: fc.Arbitrary<Record<string, Json>> = fc
  .oneof(
    fc.tuple(fc.constantFrom('param_gt', 'param_gte', 'param_lt', 'param_lte'), fc.oneof(number, numeral)),
    fc.tuple(fc.constant('param_eq'), operand),
    fc.tuple(fc.constant('param_in'), fc.array(operand, { minLength: 1, maxLength: 3 })),
    fc.tuple(fc.constant('param_contains'), operand),
    fc.tuple(fc.constant('param_matches'), pattern),
    fc.tuple(fc.constant('param_exists'), fc.boolean()),
    fc.tuple(fc.constantFrom('param_length_gt', 'param_length_lte'), length),
  )
  .chain(([name, value]) => path.map((where) => ({ [name]: { [where]: value } })));

/** A few conditions on the parameter `a`. */
export const conditionsOnA: fc.Arbitrary<Record<string, Json>> = fc
  .array(condition, { minLength: 1, maxLength: 3 })
  .map((all) => ({ all }));

const spelled = fc
  .array(
    fc.constantFrom('a', 'b', 'ab', 'x', 'A', 'é', '😀', '\n', ' ', '-', '0', '1', '9', '.', 'prod', '_'),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''));
const numeralLike = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.constantFrom('0', '1', '99', '100', '101', '00'),
    fc.constantFrom('', '.0', '.5', '.95', '.96', '.00000000000000000002', '.'),
  )
  .map((parts) => parts.join(''));
const near = number.chain((bound) =>
  fc.constantFrom(bound, -bound, bound + 1, bound - 1, bound * 2, bound / 2, bound + Number.EPSILON),
);

/** Values that come in, close to the operands above. */
export const someValue: fc.Arbitrary<Json> = deep<Json>(
  fc.oneof(leaf, near.filter(Number.isFinite), numeralLike, spelled, fc.constant(null)),
  4,
);
