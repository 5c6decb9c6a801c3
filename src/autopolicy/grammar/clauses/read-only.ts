import { ANYONE } from '../../lexicon.ts';
import type { ActionPhrase, Thing } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { type ClauseParts, type DraftPhrase, newPhrase } from '../draft.ts';
import { readActors, readThing, soundsLikeActor } from '../nouns.ts';
import { readQualifiers } from '../qualifiers.ts';
import { addThings } from '../qualifiers/add-things.ts';
import { READERS } from './readers.ts';

/** `patient records are read-only`: nothing but reading is left of what is done with them. */
export function readReadOnlyThing(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const things = c.attempt(() => readThing(c));
  if (things === undefined || soundsLikeActor(things.words) || ANYONE.has(things.words.join(' ')))
    return undefined;
  const phrase = newPhrase();
  addThings(phrase, [things], true);
  readQualifiers(c, [phrase], parts, READERS);
  if (
    c.eat('is', 'are', 'must be', 'should be', 'must stay', 'stay', 'stays', 'remain', 'remains') ===
    undefined
  )
    return undefined;
  if (c.eat('read-only', 'read only', 'readonly') === undefined) return undefined;
  parts.approval = 'block';
  parts.exceptions.push({ phrases: [newPhrase([{ id: 'read' }])], isOwn: true, approval: 'auto' });
  return [phrase];
}

/** `read-only`, `the agent is read-only`, `read-only access to the crm`. */
export function readReadOnly(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const actors = c.attempt(() => {
    const read = readActors(c);
    if (read === undefined || read === 'no one') return undefined;
    return c.eat(
      'is',
      'are',
      'has',
      'have',
      'get',
      'gets',
      'should be',
      'must be',
      'only has',
      'only have',
      'should have',
      'should only have',
      'must only have',
    ) === undefined
      ? undefined
      : read;
  });
  c.eat('allow', 'give agents', 'grant', 'only', 'permit', 'a');
  if (c.eat('read-only', 'read only', 'readonly') === undefined) return undefined;
  c.eat('access', 'mode', 'permissions', 'rights', 'permission');
  parts.approval = 'auto';
  const phrase = newPhrase([{ id: 'read' }]);
  if (Array.isArray(actors)) phrase.agents = actors as readonly Thing[];
  parts.only = 'all';
  readQualifiers(c, [phrase], parts, READERS);
  addObjectsAsPlaces(phrase);
  if (phrase.places.length > 0) parts.only = 'all';
  return [{ ...phrase, isReadOnly: true } as ActionPhrase];
}

function addObjectsAsPlaces(phrase: DraftPhrase): void {
  phrase.places = [...phrase.places, ...phrase.objects];
  phrase.objects = [];
}
