import type { ConditionKind } from './condition.ts';
import { numericCondition } from './numeric-condition.ts';

export const paramLt: ConditionKind = numericCondition('param_lt', 'is below', (order) => order < 0);
