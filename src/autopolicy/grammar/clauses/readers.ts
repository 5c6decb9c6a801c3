import { readersWith } from '../phrases.ts';
import type { Readers } from '../qualifiers.ts';

export const READERS: Readers = readersWith((c) => c.beginsClause());

/** Where what happens is said behind, a list goes on as long as it can. */
export const SUBJECTS: Readers = { ...READERS, isClause: () => false };
