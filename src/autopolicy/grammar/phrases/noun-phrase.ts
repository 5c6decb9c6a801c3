import { verbAt } from '../../lexicon.ts';
import type { Cursor } from '../cursor.ts';
import { type DraftPhrase, newPhrase } from '../draft.ts';
import { endsInAction, readNounWords, skipDeterminers, thingOf } from '../nouns.ts';
import { addThings } from '../qualifiers/add-things.ts';
import { endsInBase, withoutHead } from './operation-head.ts';
import { readThings } from './things.ts';

/** `customer deletions`, `deletes`, `emails`; without an action in it whatever is done with the thing: `invoices`. */
export function readNounPhraseItem(c: Cursor): DraftPhrase[] | undefined {
  return c.attempt(() => {
    skipDeterminers(c);
    const time = readTimeModifier(c);
    const written = readNounWords(c);
    if (written === undefined) return undefined;
    const words = withoutHead(written);
    const action = endsInAction(words) ?? (words.length < written.length ? endsInBase(words) : undefined);
    if (action === undefined && words.length === 1) {
      const plain = verbAt(words, ['base', 'singular']);
      if (plain !== undefined) return [withTime(newPhrase([plain.verb]), time)];
    }
    const [first = ''] = words;
    const opening = verbAt([first], ['singular', 'noun']);
    if (action === undefined) {
      if (opening !== undefined && words.length > 1 && opening.form === 'noun') return undefined;
      const phrase = newPhrase();
      addThings(phrase, [thingOf(words)], true);
      return [withTime(phrase, time)];
    }
    const found = verbAt(words.slice(-action.length), ['noun', 'gerund', 'base']);
    if (found === undefined) return undefined;
    const phrase = newPhrase([found.verb]);
    const modifiers = words.slice(0, -action.length);
    if (modifiers.length > 0) addThings(phrase, [thingOf(modifiers)], true);
    if (/^(?:access)$/.test(words.at(-1) ?? '') && c.eat('to') !== undefined) {
      const things = readThings(c);
      if (things !== undefined) addThings(phrase, things, false);
    }
    return [withTime(phrase, time)];
  });
}

/** `weekend deploys`. */
function readTimeModifier(c: Cursor): readonly number[] | undefined {
  const day = c.eat(
    'weekend',
    'weekday',
    'friday',
    'monday',
    'saturday',
    'sunday',
    'tuesday',
    'wednesday',
    'thursday',
  );
  if (day === undefined) return undefined;
  if (day === 'weekend') return [6, 7];
  if (day === 'weekday') return [1, 2, 3, 4, 5];
  return [['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].indexOf(day) + 1];
}

function withTime(phrase: DraftPhrase, days: readonly number[] | undefined): DraftPhrase {
  return days === undefined ? phrase : { ...phrase, conditions: [{ kind: 'time', days }] };
}
