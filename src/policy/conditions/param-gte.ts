import type { ConditionKind } from './condition.ts';
import { numericCondition } from './numeric-condition.ts';

export const paramGte: ConditionKind = numericCondition('param_gte', 'is at least', (order) => order >= 0);
