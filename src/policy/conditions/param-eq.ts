import { plainValue, typeName } from '../shape.ts';
import type { ConditionKind } from './condition.ts';
import { parameterCondition } from './parameter-condition.ts';
import { equality } from './value-comparison.ts';

export const paramEq: ConditionKind = parameterCondition({
  key: 'param_eq',
  description:
    'Every parameter named here equals its value. Lists and maps are compared in depth, numbers by value, a string such ' +
    'as "200" with a number as the number it writes. Unknown when the types cannot be compared.',
  valueSchema: { $ref: '#/$defs/value' },
  examples: [{ environment: 'production' }],
  read: (operand) => {
    const wanted = plainValue(operand);
    if (wanted === null) return undefined;
    return {
      claim: `equals ${JSON.stringify(wanted)}`,
      comparable: `comparable with ${typeName(operand)}`,
      test: equality(wanted),
      sees: { values: [wanted] },
    };
  },
});
