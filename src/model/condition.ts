import type { Json } from '../base/index.ts';

/**
 * A map of conditions as the file has it: condition name to operand, all of which must hold. The names are those of the
 * registry in `src/policy/conditions` and the combinators `all`, `any` (lists of maps) and `not` (a map); each
 * condition's file there says what its operand looks like and means.
 */
export interface ConditionMap {
  readonly [name: string]: Json;
}

/**
 * What is known about a claim: that it holds, that it does not, or neither. What is not known never loosens a decision.
 */
export type Truth = boolean | 'unknown';
