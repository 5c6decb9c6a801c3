import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import type { ClauseParts, DraftPhrase } from '../draft.ts';
import { readActors, soundsLikeActor } from '../nouns.ts';
import { readActionNouns, readVerbPhrase } from '../phrases.ts';
import { readOfLead } from './of-previous.ts';
import { readRelativeSubject } from './relative-subject.ts';
import { READERS } from './readers.ts';
import { withActors } from './with-actors.ts';

/** What is allowed: `reads`, or `the bot to read`. */
export function readPermitted(
  c: Cursor,
  parts: ClauseParts,
  lead?: DraftPhrase,
): readonly ActionPhrase[] | undefined {
  const acting = c.attempt(() => {
    const actors = readActors(c);
    if (actors === undefined || actors === 'no one') return undefined;
    c.eat('only');
    if (c.eat('to', 'to only') === undefined) {
      return actors === 'anyone' ||
        soundsLikeActor(c.tokens.slice(Math.max(0, c.at - 1), c.at).map(({ word }) => word))
        ? withActors(readVerbPhrase(c, 'gerund', parts, READERS), actors)
        : undefined;
    }
    return withActors(readVerbPhrase(c, 'base', parts, READERS), actors);
  });
  if (acting !== undefined) return acting;
  return (
    readRelativeSubject(c) ??
    c.attempt(() => readActionNouns(c, parts, READERS)) ??
    c.attempt(() => (c.eat('to') === undefined ? undefined : readVerbPhrase(c, 'base', parts, READERS))) ??
    (lead === undefined ? undefined : readOfLead(c, parts))
  );
}
