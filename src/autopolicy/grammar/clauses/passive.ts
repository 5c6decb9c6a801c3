import type { ActionPhrase, Thing } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { type ClauseParts, newPhrase } from '../draft.ts';
import { readThing } from '../nouns.ts';
import { readVerbPhrase } from '../phrases.ts';
import { readQualifiers } from '../qualifiers.ts';
import { addThings } from '../qualifiers/add-things.ts';
import { focusOf } from './focus.ts';
import { READERS } from './readers.ts';
import { withLead } from './with-lead.ts';

/** `customers must never be deleted`, `emails may be sent after approval`. */
export function readPassive(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const things = [readThing(c)];
  while (c.eat('and', 'or', ',', ', and') !== undefined) things.push(readThing(c));
  if (things.some((thing) => thing === undefined)) return undefined;
  const subject = newPhrase();
  addThings(subject, things as readonly Thing[], true);
  readQualifiers(c, [subject], parts, READERS);
  const modal = c.eat(
    'can',
    'may',
    'must',
    'should',
    'are allowed to',
    'is allowed to',
    'could',
    'are to',
    'is to',
    'shall',
    'will',
    'are',
    'is',
    'are not allowed to',
    'is not allowed to',
    'are never to',
    'have to',
    'has to',
  );
  if (modal === undefined) return undefined;
  const isOnly = c.eat('only') !== undefined;
  const negation = c.eat('not', 'never', 'not ever', 'under no circumstances', 'never ever');
  c.eat('only', 'always', 'ever', 'also', 'freely');
  const wasOnly = isOnly || c.token(-1)?.word === 'only';
  const isFinite = modal === 'are' || modal === 'is';
  if (!isFinite && c.eat('be') === undefined) return undefined;
  if (isFinite && negation === undefined) return undefined;
  const isNot = negation !== undefined || modal.includes('not') || modal.includes('never');
  if (negation !== undefined && negation !== 'not') parts.isAbsolute = true;
  parts.approval = isNot ? 'block' : 'auto';
  const verbs = readVerbPhrase(c, 'past', parts, READERS);
  const phrases = verbs?.map((phrase) => withLead(phrase, subject));
  if (phrases === undefined) return undefined;
  if (
    !isNot &&
    /must|should|shall|to$/.test(modal) &&
    !modal.includes('allowed') &&
    parts.marker === undefined
  )
    return undefined;
  if (wasOnly && !isNot && parts.marker === undefined)
    parts.only ??= focusOf(phrases.map((phrase) => ({ ...phrase, objects: [] })));
  return phrases;
}
