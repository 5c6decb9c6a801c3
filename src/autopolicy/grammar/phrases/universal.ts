import { isClosed } from '../../lexicon.ts';
import type { Cursor } from '../cursor.ts';
import { type DraftPhrase, newPhrase } from '../draft.ts';
import { addThings } from '../qualifiers/add-things.ts';
import { readThings } from './things.ts';

/** `everything`, `all other actions`, `the rest`. */
export function readUniversal(c: Cursor): DraftPhrase[] | undefined {
  return c.attempt(() => {
    const rest = c.eat(
      'everything else',
      'anything else',
      'all else',
      'the rest',
      'all others',
      'all other actions',
      'any other action',
      'any other actions',
      'other actions',
      'all other operations',
      'every other action',
      'all the rest',
      'all other requests',
      'all other things',
      'other things',
      'anything not listed',
      'everything not listed',
      'all remaining actions',
      'anything not mentioned',
      'everything not mentioned',
      'whatever else',
      'all other calls',
      'all other tools',
      'everything not mentioned here',
      'the remainder',
      'others',
      'other operations',
    );
    if (rest !== undefined) return [{ ...newPhrase(), isRest: true }];
    const all = c.eat(
      'everything',
      'anything',
      'all actions',
      'any action',
      'every action',
      'all operations',
      'any operation',
      'all requests',
      'all of it',
      'actions',
      'all tool calls',
      'all tools',
      'any tool',
      'every tool call',
      'any access',
      'all access',
      'access',
      'it all',
      'doing anything',
      'doing everything',
      'every operation',
      'operations',
      'all activity',
      'all activities',
      'activity',
      'any actions',
      'any operations',
      'all calls',
      'all things',
      'any changes or actions',
    );
    if (all !== undefined) {
      if (all === 'access') c.eat('to');
      if (all === 'access' && c.token(-1)?.word === 'to') {
        const things = readThings(c);
        if (things === undefined) return undefined;
        const phrase = newPhrase([{ id: 'access' }]);
        addThings(phrase, things, true);
        return [phrase];
      }
      return [{ ...newPhrase(), isAll: true }];
    }
    if (c.word() !== 'all') return undefined;
    const next = c.word(1);
    if (next === 'other' || next === 'remaining') return undefined;
    if (next !== '' && !isClosed(next) && next !== ';') return undefined;
    c.advance();
    return [{ ...newPhrase(), isAll: true }];
  });
}
