import { EFFECTS } from '../../lexicon.ts';
import type { ActionPhrase, Thing } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { type ClauseParts, type DraftPhrase, newPhrase } from '../draft.ts';
import { readActors, skipDeterminers, soundsLikeActor, thingOf } from '../nouns.ts';
import { readActionNouns } from '../phrases.ts';
import { focusOf } from './focus.ts';
import { readOfLead } from './of-previous.ts';
import { readPermitted } from './permitted.ts';
import { readRelativeSubject } from './relative-subject.ts';
import { READERS } from './readers.ts';
import { withActors } from './with-actors.ts';

export function readBlockOrAllow(
  c: Cursor,
  parts: ClauseParts,
  lead: DraftPhrase | undefined,
): readonly ActionPhrase[] | undefined {
  const isOnly = c.eat('only', 'exclusively') !== undefined;
  if (!isOnly && c.eat('always block', ...EFFECTS.blockVerbs) !== undefined) {
    parts.approval = 'block';
    c.eat(':');
    return (
      readRelativeSubject(c) ??
      c.attempt(() => readActionNouns(c, parts, READERS)) ??
      c.attempt(() => readActorsAlone(c)) ??
      (lead === undefined ? undefined : readOfLead(c, parts))
    );
  }
  if (c.eat(...EFFECTS.allowVerbs, 'give', 'grant') === undefined) return undefined;
  const isGiving = /give|grant/.test(c.token(-1)?.word ?? '');
  parts.approval = 'auto';
  const wasOnly = isOnly || c.eat('only', 'just') !== undefined;
  c.eat(':');
  const phrases = isGiving ? readGiven(c, parts) : readPermitted(c, parts, lead);
  if (phrases !== undefined && wasOnly) parts.only = focusOf(phrases);
  return phrases;
}

/** `give the support bot read access to tickets`. */
function readGiven(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const actors = c.attempt(() => {
    skipDeterminers(c);
    const words: string[] = [];
    while (
      words.length < 3 &&
      c.token()?.kind === 'word' &&
      !c.isNext('read') &&
      !c.isNext('write') &&
      !c.isNext('full') &&
      !c.isNext('access')
    ) {
      words.push(c.word());
      c.advance();
    }
    return soundsLikeActor(words) ? words : undefined;
  });
  if (!c.isNext('read access') && !c.isNext('write access')) return undefined;
  const phrases = readActionNouns(c, parts, READERS);
  const isAny = actors === undefined || /^(?:agents?|bots?|assistants?)$/.test(actors.join(' '));
  return phrases === undefined || isAny ? phrases : withActors(phrases, [thingOf(actors.slice(0, -1))]);
}

/** `block the intern bot`. */
function readActorsAlone(c: Cursor): readonly ActionPhrase[] | undefined {
  const start = c.at;
  const actors = readActors(c);
  const words = c.tokens.slice(start, c.at).map(({ word }) => word);
  if (!Array.isArray(actors) || !soundsLikeActor(words)) return undefined;
  return [{ ...newPhrase(), agents: actors as readonly Thing[] }];
}
