import type { ConditionKind } from './condition.ts';
import { numericCondition } from './numeric-condition.ts';

export const paramGt: ConditionKind = numericCondition('param_gt', 'is above', (order) => order > 0);
