import type { ConditionKind } from './condition.ts';
import { lengthCondition } from './length-condition.ts';

export const paramLengthLte: ConditionKind = lengthCondition(
  'param_length_lte',
  'at most',
  (length, bound) => length <= bound,
);
