import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { readNounWords } from '../nouns.ts';
import { readAmount, readRelative, relativeTo } from '../numbers.ts';

/** `anything larger`, `larger refunds`, `more than that`, `amounts above that`. */
export function readRelativeSubject(c: Cursor): readonly ActionPhrase[] | undefined {
  return c.attempt(() => {
    const noun = c.eat(
      'anything',
      'everything',
      'amounts',
      'refunds',
      'payments',
      'those',
      'any amount',
      'all amounts',
      'whatever is',
      'anything that is',
      'any',
      'all',
      'transactions',
      'anything else',
      'the ones',
      'ones',
      'requests',
      'sums',
    );

    const isOnes = noun !== undefined && ['those', 'the ones', 'ones'].includes(noun);
    const adjective = c.attempt(() => {
      const isLarger = c.eat('larger', 'bigger', 'higher', 'greater') !== undefined;
      if (!isLarger && c.eat('smaller', 'lower') === undefined) return undefined;
      const noun = readNounWords(c);
      if (noun === undefined) return undefined;
      return relativeTo(c, isLarger);
    });
    const amount = adjective ?? readRelative(c) ?? (isOnes ? readAmount(c, true) : undefined);
    const before = c.previous?.phrases;
    if (amount === undefined || before === undefined) return undefined;
    c.eat('ones', 'amounts', 'one');
    return before.map((phrase) => ({
      ...phrase,
      conditions: [...phrase.conditions.filter(({ kind }) => kind !== 'number'), amount],
    }));
  });
}
