import { type Form, verbAt } from '../../lexicon.ts';
import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import type { ClauseParts } from '../draft.ts';
import { type Actors, readActors, skipDeterminers, soundsLikeActor } from '../nouns.ts';
import { readVerbPhrase } from '../phrases.ts';
import { READERS } from './readers.ts';
import { withActors } from './with-actors.ts';

export function readActorVerb(
  c: Cursor,
  parts: ClauseParts,
  form: Form,
): readonly ActionPhrase[] | undefined {
  return c.attempt(() => {
    const actors = readActorsBefore(c, () => verbAt(c.words(3), [form]));
    if (actors === undefined || actors === 'no one') return undefined;
    return withActors(readVerbPhrase(c, form, parts, READERS), actors);
  });
}

/** Who acts, where the verb follows at once: `let the research agent browse the web`. */
function readActorsBefore(c: Cursor, isVerb: () => unknown): Actors | undefined {
  const whole = c.attempt(() => {
    const actors = readActors(c);
    return actors !== undefined && isVerb() !== undefined ? actors : undefined;
  });
  if (whole !== undefined) return whole;
  skipDeterminers(c);
  for (const count of [1, 2, 3]) {
    const words = c.words(count);
    if (words.length < count) return undefined;
    if (!soundsLikeActor(words)) continue;
    c.advance(count);
    if (isVerb() === undefined) return undefined;
    const head = words.slice(0, -1);
    return head.length === 0 || /^(?:ai|the)$/.test(head.join(' '))
      ? /^(?:agents?|bots?|assistants?)$/.test(words.join(''))
        ? 'anyone'
        : [{ words }]
      : [{ words: head }];
  }
  return undefined;
}
