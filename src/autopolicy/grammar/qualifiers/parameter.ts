import { isNounLike, PARAMETERS } from '../../lexicon.ts';
import type { Condition } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { readName, readNounWords, skipDeterminers } from '../nouns.ts';
import { parameterOf, readAmount, readComparator } from '../numbers.ts';

/** `the amount is over 500`, `count exceeds 100`, `status is closed`. */
export function readParameter(c: Cursor): Condition | undefined {
  return c.attempt(() => {
    skipDeterminers(c);
    const name = readName(c);
    const words = name === undefined ? (c.eat('it', 'they') ?? readNounWords(c, 2)) : undefined;
    if (name === undefined && words === undefined) return undefined;
    const path = name ?? (typeof words === 'string' ? 'amount' : parameterOf(words ?? []));
    c.eat('is', 'are', 'was', 'of', 'costs', 'goes');
    const amount = readAmount(c, true);
    if (amount !== undefined)
      return { ...amount, paths: path === 'amount' && amount.paths.length > 1 ? amount.paths : [path] };
    c.eat('equals', 'equal to', '=', '==', 'set to');
    const op = c.attempt(() => readComparator(c));
    if (op !== undefined) return undefined;
    if (name === undefined && !PARAMETERS.has(path)) return undefined;
    const value =
      readName(c) ?? (isNounLike(c.word()) || ['open', 'closed'].includes(c.word()) ? c.word() : undefined);
    if (value === undefined) return undefined;
    if (c.word() === value) c.advance();
    return { kind: 'equals', path, value };
  });
}
