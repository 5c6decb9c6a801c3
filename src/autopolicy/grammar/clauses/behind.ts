import type { Form } from '../../lexicon.ts';
import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { type ClauseParts, newPhrase } from '../draft.ts';
import { readActors, readThing } from '../nouns.ts';
import { readActionNouns, readVerbPhrase } from '../phrases.ts';
import { addThings } from '../qualifiers/add-things.ts';
import { readRelativeSubject } from './relative-subject.ts';
import { READERS } from './readers.ts';
import { withActors } from './with-actors.ts';
import { withLead } from './with-lead.ts';

export function readBehind(c: Cursor, parts: ClauseParts, form: Form): readonly ActionPhrase[] | undefined {
  if (form === 'noun') {
    return (
      readRelativeSubject(c) ??
      c.attempt(() => readHappening(c, parts)) ??
      c.attempt(() => readActionNouns(c, parts, READERS)) ??
      c.attempt(() => readActorGerund(c, parts))
    );
  }
  return readVerbPhrase(c, form, parts, READERS);
}

/** `before anything is deleted`, `before code is pushed`. */
function readHappening(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const thing = readThing(c);
  if (thing === undefined) return undefined;
  if (c.eat('is', 'are', 'gets', 'get', 'can be', 'may be', 'is being', 'are being') === undefined)
    return undefined;
  const subject = newPhrase();
  addThings(subject, [thing], true);
  return readVerbPhrase(c, 'past', parts, READERS)?.map((phrase) => withLead(phrase, subject));
}

/** `before agents delete anything`, `for agents deleting records`. */
function readActorGerund(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const actors = readActors(c);
  if (actors === undefined || actors === 'no one') return undefined;
  c.eat('can', 'may');
  const verbs =
    c.attempt(() => readVerbPhrase(c, 'base', parts, READERS)) ??
    c.attempt(() => readVerbPhrase(c, 'singular', parts, READERS)) ??
    readVerbPhrase(c, 'gerund', parts, READERS);
  return withActors(verbs, actors);
}
