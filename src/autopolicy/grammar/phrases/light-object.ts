import { type Verb, verbAt, verbEntry } from '../../lexicon.ts';
import type { Cursor } from '../cursor.ts';
import { type DraftPhrase, newPhrase } from '../draft.ts';
import { endsInAction, readNounWords, skipDeterminers, thingOf } from '../nouns.ts';
import { addThings } from '../qualifiers/add-things.ts';
import { endsInBase, withoutHead } from './operation-head.ts';

/** `issue refunds`, `send emails`: the noun says what is done. */
export function readLightObject(c: Cursor, verbs: readonly Verb[], last: string): DraftPhrase[] | undefined {
  skipDeterminers(c);
  const written = readNounWords(c);
  if (written === undefined) return undefined;
  const words = withoutHead(written);
  const action = endsInAction(words) ?? (words.length < written.length ? endsInBase(words) : undefined);
  const found =
    action === undefined ? undefined : verbAt(words.slice(-action.length), ['noun', 'gerund', 'base']);
  if (found === undefined || (found.verb.id === 'access' && verbs.at(-1)?.id === 'grant')) return undefined;
  const isSending = verbs.at(-1)?.id === 'send';
  const entry = verbEntry(found.verb.id);
  if (entry.isThing === true && last !== 'use' && last !== 'using' && !fits(last, found.verb.id))
    return undefined;
  if (isSending && entry.sent !== true && entry.money !== true) return undefined;
  const phrase = newPhrase([...verbs.slice(0, -1), found.verb]);
  const modifiers = words.slice(0, -(action?.length ?? 1));
  if (modifiers.length > 0) addThings(phrase, [thingOf(modifiers)], true);
  const more = c.attempt(() => {
    if (c.eat('and', 'or') === undefined) return undefined;
    const rest = readNounWords(c);
    const next = rest === undefined ? undefined : verbAt(rest, ['noun']);
    return next !== undefined && next.length === rest?.length ? next.verb : undefined;
  });
  return [
    more === undefined || phrase.verbs === 'any' ? phrase : { ...phrase, verbs: [...phrase.verbs, more] },
  ];
}

/** `send emails` is to email; `open orders` is to open them. */
function fits(light: string, id: string): boolean {
  const stem = light.replace(/(?:ing|s|e)$/, '');
  const pairs: Readonly<Record<string, readonly string[]>> = {
    email: ['send', 'writ'],
    message: ['send', 'sent', 'writ'],
    reply: ['send', 'writ', 'post'],
    post: ['mak', 'creat', 'writ', 'make'],
    call: ['mak', 'make', 'plac', 'do'],
    order: ['plac', 'submit', 'submitt', 'mak', 'make'],
    test: ['run', 'runn', 'execut', 'start', 'launch', 'do'],
    comment: ['post', 'writ', 'mak', 'make', 'add', 'creat'],
    draft: ['creat', 'writ', 'mak', 'make'],
    prescribe: ['issu', 'writ', 'mak'],
    screenshot: ['mak', 'creat'],
    tag: ['add', 'apply'],
    diagnose: ['mak', 'make', 'do'],
  };
  return pairs[id]?.includes(stem) ?? false;
}
