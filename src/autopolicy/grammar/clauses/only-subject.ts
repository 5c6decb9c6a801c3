import type { ActionPhrase, Thing } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { type ClauseParts, newPhrase } from '../draft.ts';
import { readActors } from '../nouns.ts';
import { readActionNouns, readVerbPhrase } from '../phrases.ts';
import { readModality } from '../predicates/modality.ts';
import { readPredicate } from '../predicates/predicate.ts';
import { readQualifiers } from '../qualifiers.ts';
import { focusOf } from './focus.ts';
import { READERS } from './readers.ts';
import { withLead } from './with-lead.ts';
import { withActors } from './with-actors.ts';

/** `only the billing agent can issue refunds`, `only reads are allowed`, `nobody except admins may delete users`. */
export function readOnlySubject(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (
    c.eat(
      'only',
      'nobody except',
      'no one except',
      'nobody but',
      'no one but',
      'no one other than',
      'nobody other than',
      'no agent except',
      'no agents except',
      'no agent but',
      'no one apart from',
      'no agent other than',
      'no one besides',
      'nobody besides',
      'just',
    ) === undefined
  )
    return undefined;
  const acting = c.attempt(() => {
    const actors = readActors(c);
    if (!Array.isArray(actors)) return undefined;
    const modality = readModality(c);
    if (modality === undefined || modality.approval !== 'auto') return undefined;
    parts.approval = 'auto';
    parts.only = 'agents';
    const phrases = withActors(readVerbPhrase(c, modality.form, parts, READERS), actors as readonly Thing[]);
    parts.only = 'agents';
    return phrases;
  });
  if (acting !== undefined) return acting;
  const inverted = c.attempt(() => readInverted(c, parts));
  if (inverted !== undefined) return inverted;
  const phrases = readActionNouns(c, parts, READERS);
  if (phrases === undefined) return undefined;
  const said = readPredicate(c);
  if (said?.approval !== 'auto') return undefined;
  parts.approval = 'auto';
  readQualifiers(c, phrases, parts, READERS);

  parts.only = focusOf(phrases);
  return phrases;
}

/** `only during business hours may the bot place orders`. */
function readInverted(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const lead = newPhrase();
  if (!readQualifiers(c, [lead], parts, READERS)) return undefined;
  if (c.eat('may', 'can', 'should', 'is', 'are') === undefined) return undefined;
  const actors = readActors(c);
  if (actors === undefined || actors === 'no one') return undefined;
  c.eat('allowed to', 'permitted to', 'be allowed to');
  const phrases = readVerbPhrase(c, 'base', parts, READERS);
  parts.approval = 'auto';
  parts.only = focusOf([lead]);
  return withActors(
    phrases?.map((phrase) => withLead(phrase, lead)),
    actors,
  );
}
