import type { Truth } from '../../model/index.ts';
import { plainValue, readList } from '../shape.ts';
import type { ConditionKind } from './condition.ts';
import { parameterCondition } from './parameter-condition.ts';
import { equality } from './value-comparison.ts';

export const paramIn: ConditionKind = parameterCondition({
  key: 'param_in',
  description:
    'Every parameter named here equals one of its values. Unknown when it can be compared with none of them.',
  valueSchema: {
    type: 'array',
    minItems: 1,
    items: { $ref: '#/$defs/value' },
  },
  examples: [{ environment: ['staging', 'production'] }],
  read: (operand, what, report) => {
    const list = readList(operand, what, report);
    if (list === undefined) return undefined;
    const values = list.items.map(plainValue);
    const tests = values.map(equality);
    return {
      claim: `is one of ${JSON.stringify(values)}`,
      comparable: 'comparable with any of the values',
      test: (value) => isOneOf(value, tests),
      sees: { values },
    };
  },
});

function isOneOf(value: unknown, tests: readonly ((value: unknown) => Truth)[]): Truth {
  let result: Truth = 'unknown';
  for (const test of tests) {
    const here = test(value);
    if (here === true) return true;
    if (here === false) result = false;
  }
  return result;
}
