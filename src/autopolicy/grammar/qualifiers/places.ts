import { environmentOf, verbAt, verbEntry } from '../../lexicon.ts';
import type { Thing } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import type { DraftPhrase } from '../draft.ts';
import { readThing } from '../nouns.ts';
import type { Readers } from '../qualifiers.ts';
import { addThings } from './add-things.ts';
import { isThingVerb } from './thing-verb.ts';

const ABOUT: readonly string[] = [
  'regarding',
  'touching',
  'involving',
  'concerning',
  'affecting',
  'related to',
  'relating to',
];

/** `on production`, `from the crm`, `in staging or dev`, `of customer tables`. */
export function readPlaces(c: Cursor, group: readonly DraftPhrase[], readers: Readers): boolean {
  const read = c.attempt((): { readonly word: string; readonly things: readonly Thing[] } | undefined => {
    const word = c.eat(
      'on',
      'in',
      'into',
      'onto',
      'from',
      'to',
      'at',
      'against',
      'within',
      'inside',
      'of',
      'for',
      'with',
      'outside',
      'through',
      'via',
      'across',
      'about',
      'using',
      'towards',
      'for the',
      ...ABOUT,
      ...(c.token(1)?.kind === 'name' ? ['under', 'below', 'beneath'] : []),
    );
    if (word === undefined) return undefined;
    const first = readThing(c);
    if (first === undefined) return undefined;
    const things = [first];
    for (;;) {
      const next = c.attempt(() => {
        if (c.eat('and', 'or', ',', ', and', ', or', '/', '&', 'nor') === undefined) return undefined;
        if (readers.isClause(c)) return undefined;
        c.eat(word);
        const start = c.at;
        const thing = readThing(c);
        const found = verbAt(
          c.tokens
            .slice(start, c.at)
            .map((token) => token.word)
            .slice(-1),
          ['noun', 'gerund'],
        );
        const isAction =
          found !== undefined &&
          !isThingVerb(found.verb.id) &&
          environmentOf(thing?.words[0] ?? '') === undefined &&
          thing?.environment === undefined;
        return thing === undefined || isAction ? undefined : thing;
      });
      if (next === undefined) break;
      things.push(next);
    }
    return { word, things };
  });
  if (read === undefined) return false;
  if (read.word === 'outside') {
    const { start, end } = c.token(-1) ?? { start: 0, end: 0 };
    c.blame({ kind: 'words', start, end, help: 'name the places that are meant, as in `except in staging`' });
    c.at = c.tokens.length + 1;
    return false;
  }
  const isObject =
    read.word === 'of' ||
    read.word === 'for' ||
    read.word === 'with' ||
    read.word === 'about' ||
    ABOUT.includes(read.word);
  for (const phrase of group)
    addThings(phrase, read.things, isObject || (read.word === 'to' && isSent(phrase)));
  return true;
}

/** What is sent to somebody is about them. */
function isSent({ verbs }: DraftPhrase): boolean {
  return verbs !== 'any' && verbs.some(({ id }) => verbEntry(id).sent === true || id === 'send');
}
