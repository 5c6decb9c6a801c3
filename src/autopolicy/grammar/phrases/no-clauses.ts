import type { Readers } from '../qualifiers.ts';

export const NO_CLAUSES: Readers = { phrases: () => undefined, isClause: () => false };
