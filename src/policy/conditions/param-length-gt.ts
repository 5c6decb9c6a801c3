import type { ConditionKind } from './condition.ts';
import { lengthCondition } from './length-condition.ts';

export const paramLengthGt: ConditionKind = lengthCondition(
  'param_length_gt',
  'more than',
  (length, bound) => length > bound,
);
