import type { Json } from '../../base/index.ts';
import type { Truth } from '../../model/index.ts';
import { plainValue, readString } from '../shape.ts';
import type { ConditionKind } from './condition.ts';
import { parameterCondition } from './parameter-condition.ts';
import { isDeepEqual, isMap } from './value-comparison.ts';

export const paramContains: ConditionKind = parameterCondition({
  key: 'param_contains',
  description:
    'Every parameter named here holds its value: as a part of a string (exactly, with case), as an item of a list, or as ' +
    'a key of a map. Unknown for anything else.',
  valueSchema: { allOf: [{ $ref: '#/$defs/value' }, { not: { const: '' } }] },
  examples: [{ query: 'DROP TABLE' }],
  read: (operand, what, report) => {
    if (operand.kind === 'scalar' && operand.value === '') readString(operand, what, report);
    const wanted = plainValue(operand);
    if (wanted === null || wanted === '') return undefined;
    return {
      claim: `contains ${JSON.stringify(wanted)}`,
      comparable: typeof wanted === 'string' ? 'a string, list or map' : 'a list',
      test: (value) => contains(value, wanted),
      sees: { members: [wanted] },
    };
  },
});

function contains(value: unknown, wanted: Json): Truth {
  if (Array.isArray(value)) return value.some((item) => isDeepEqual(wanted, item));
  if (typeof wanted !== 'string') return 'unknown';
  if (typeof value === 'string') return value.includes(wanted);
  return isMap(value) ? Object.hasOwn(value, wanted) && value[wanted] !== undefined : 'unknown';
}
