import { isNounLike, verbAt, verbEntry } from '../../lexicon.ts';
import type { Thing } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { readThing } from '../nouns.ts';
import type { Readers } from '../qualifiers.ts';
import { NO_CLAUSES } from './no-clauses.ts';
import { SEPARATORS } from './separators.ts';

/** `customers, orders or invoices`, as long as what comes is no clause and no other verb with its object. */
export function readThings(c: Cursor, readers: Readers = NO_CLAUSES): readonly Thing[] | undefined {
  const first = readThing(c);
  if (first === undefined) return undefined;
  const things = [first];
  for (;;) {
    const next = c.attempt(() => {
      if (c.eat(...SEPARATORS) === undefined) return undefined;
      if (readers.isClause(c)) return undefined;
      const found = verbAt(c.words(3), ['base', 'gerund']);
      if (
        found !== undefined &&
        (isFollowedByObject(c, found.length) ||
          (found.form === 'gerund' && verbEntry(found.verb.id).isThing !== true))
      )
        return undefined;
      return readThing(c);
    });
    if (next === undefined) return things;
    things.push(next);
  }
}

function isFollowedByObject(c: Cursor, ahead: number): boolean {
  const word = c.word(ahead);
  const kind = c.token(ahead)?.kind;
  if (kind === 'name') return true;
  if (
    [
      'the',
      'any',
      'a',
      'an',
      'all',
      'their',
      'our',
      'them',
      'it',
      'my',
      'anything',
      'everything',
      'your',
      'to',
      'on',
      'in',
      'from',
    ].includes(word)
  )
    return true;
  return kind === 'word' && isNounLike(word);
}
