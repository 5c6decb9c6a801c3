import type { ConditionKind } from './condition.ts';
import { numericCondition } from './numeric-condition.ts';

export const paramLte: ConditionKind = numericCondition('param_lte', 'is at most', (order) => order <= 0);
