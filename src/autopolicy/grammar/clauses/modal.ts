import type { Form } from '../../lexicon.ts';
import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import type { ClauseParts } from '../draft.ts';
import type { Actors } from '../nouns.ts';
import { readActionNouns, readVerbPhrase } from '../phrases.ts';
import type { Modality } from '../predicates/modality.ts';
import { readBehind } from './behind.ts';
import { READERS } from './readers.ts';
import { withActors } from './with-actors.ts';

export function readModal(
  c: Cursor,
  parts: ClauseParts,
  actors: Actors,
  modality: Modality,
): readonly ActionPhrase[] | undefined {
  parts.approval =
    actors === 'no one' ? (modality.approval === 'auto' ? 'block' : undefined) : modality.approval;
  if (parts.approval === undefined) return undefined;
  if (modality.isAbsolute === true) parts.isAbsolute = true;
  const forms: readonly Form[] = modality.form === 'base' ? ['base'] : [modality.form];
  const read = (): readonly ActionPhrase[] | undefined =>
    modality.form === 'noun'
      ? readBehind(c, parts, 'noun')
      : readVerbPhrase(c, forms[0] ?? 'base', parts, READERS);
  const phrases =
    c.attempt(read) ??
    (modality.approval === 'approve' && modality.form === 'base'
      ? c.attempt(() => readActionNouns(c, parts, READERS))
      : undefined);
  if (phrases === undefined) return undefined;
  const acting = withActors(phrases, actors);
  if (parts.approval === 'auto') readNothingElse(c, parts);
  if (modality.isOnly === true && acting !== undefined) parts.only ??= onlyOfModal(acting);
  return acting;
}

/** `may only read` leaves nothing else; `can only deploy to staging` is about the place. */
/** `read access to Jira and nothing else`. */
function readNothingElse(c: Cursor, parts: ClauseParts): void {
  if (
    c.eat(
      'and nothing else',
      'and nothing more',
      ', nothing else',
      'nothing else',
      '- nothing else',
      ', and nothing else',
      'but nothing else',
      ', but nothing else',
    ) !== undefined
  )
    parts.only = 'all';
}

function onlyOfModal(phrases: readonly ActionPhrase[]): 'all' | 'places' | 'conditions' {
  const isRead = phrases.every(({ verbs }) => verbs !== 'any' && verbs.every(({ id }) => id === 'read'));
  if (isRead) return 'all';
  if (phrases.some(({ conditions }) => conditions.length > 0)) return 'conditions';
  return phrases.some(({ places }) => places.length > 0) ? 'places' : 'all';
}
