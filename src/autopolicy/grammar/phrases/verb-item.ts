import { type Form, isLight, type Verb, verbAt } from '../../lexicon.ts';
import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { type DraftPhrase, newPhrase } from '../draft.ts';
import type { Readers } from '../qualifiers.ts';
import { addThings } from '../qualifiers/add-things.ts';
import { readLightObject } from './light-object.ts';
import { SEPARATORS } from './separators.ts';
import { readThings } from './things.ts';

const WHATEVER = [
  'whatever they want',
  'whatever it wants',
  'whatever they like',
  'as they please',
  'what they want',
].map((whatever) => `do ${whatever}`);

/** `delete, archive or merge customers and orders`. */
export function readVerbItem(c: Cursor, forms: readonly Form[], readers: Readers): DraftPhrase[] | undefined {
  return c.attempt(() => {
    c.eat(':');
    c.eat(
      'also',
      'ever',
      'automatically',
      'freely',
      'directly',
      'always',
      'either',
      'be able to',
      'go ahead and',
      'even',
      'try to',
      'attempt to',
      'only',
    );
    if (c.eat(...WHATEVER) !== undefined) return [{ ...newPhrase(), isAll: true }];
    const verbs: Verb[] = [];
    let last = '';
    for (;;) {
      const found = verbAt(c.words(3), forms);
      if (found === undefined) break;
      last = c.words(found.length).join(' ');
      verbs.push(found.verb);
      c.advance(found.length);
      const isMore = c.would(() => {
        if (c.eat(...SEPARATORS) === undefined) return undefined;
        c.eat('to', 'also');
        return verbAt(c.words(3), forms);
      });
      if (!isMore || !readersAllow(c, readers)) break;
      c.eat(...SEPARATORS);
      c.eat('to', 'also');
    }
    if (verbs.length === 0) return undefined;
    return withObjects(c, verbs, last, readers);
  });
}

/** Whether what comes behind the separator is no clause of its own. */
function readersAllow(c: Cursor, readers: Readers): boolean {
  return !c.would(() => {
    c.eat(...SEPARATORS);
    return readers.isClause(c) ? true : undefined;
  });
}

function withObjects(
  c: Cursor,
  verbs: readonly Verb[],
  last: string,
  readers: Readers,
): DraftPhrase[] | undefined {
  if (isLight(last)) {
    const light = c.attempt(() => readLightObject(c, verbs, last));
    if (light !== undefined) return light;
  }
  const phrase = newPhrase(verbs);
  if (
    c.eat(
      'to them',
      'to it',
      'them',
      'it',
      'those',
      'these',
      'that',
      'any of them',
      'either',
      'one',
      'themselves',
    ) !== undefined
  ) {
    const meant = c.mentionedBefore() ?? (c.isSameSentence ? c.previous?.phrases[0] : onlySubject(c));
    if (meant !== undefined) return [{ ...phrase, objects: meant.objects, places: meant.places }];
    const { start, end } = c.token(-1) ?? { start: 0, end: 0 };
    c.blame({ kind: 'reference', start, end, help: 'name what is meant' });
    return undefined;
  }
  const things = readThings(c, readers);
  if (things !== undefined) addThings(phrase, things, true);
  if (things !== undefined) c.mention(phrase);
  return [phrase];
}

/** What `them` means in another sentence: the things that all of the sentence before was about. */
function onlySubject(c: Cursor): ActionPhrase | undefined {
  const [first, ...others] = c.previous?.phrases ?? [];
  if (first === undefined || first.objects.length === 0) return undefined;
  const isOne = others.every(
    ({ objects, places }) =>
      JSON.stringify([objects, places]) === JSON.stringify([first.objects, first.places]),
  );
  return isOne ? first : undefined;
}
