import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import type { ClauseParts, DraftPhrase } from '../draft.ts';
import { readActionNouns } from '../phrases.ts';
import { readModality } from '../predicates/modality.ts';
import { readModal } from './modal.ts';
import { readNarrowedPrevious } from './narrowed-previous.ts';
import { readOtherwise } from './otherwise.ts';
import { READERS } from './readers.ts';

/** `but must never delete customers`, `over $100 need approval`, `otherwise ask`, `but only up to $50`. */
export function readElliptical(
  c: Cursor,
  parts: ClauseParts,
  lead: DraftPhrase | undefined,
): readonly ActionPhrase[] | undefined {
  return (
    c.attempt(() => readOtherwise(c, parts)) ??
    c.attempt(() => readBareReadAccess(c, parts)) ??
    c.attempt(() => readOnlyPlace(c, parts)) ??
    c.attempt(() => readNamesOnly(c, parts, lead)) ??
    (c.isSameSentence ? c.attempt(() => readSharedSubject(c, parts)) : undefined) ??
    c.attempt(() => readNarrowedPrevious(c, parts, lead))
  );
}

function readNamesOnly(
  c: Cursor,
  parts: ClauseParts,
  _lead: DraftPhrase | undefined,
): readonly ActionPhrase[] | undefined {
  if (
    c.eat(
      'ask :',
      'approve :',
      'approval :',
      'needs approval :',
      'require approval :',
      'require :',
      'ask for :',
      'ask first :',
      'review :',
    ) === undefined
  )
    return undefined;
  parts.approval = 'approve';
  return readActionNouns(c, parts, READERS);
}

function readSharedSubject(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const modality = readModality(c);
  const agents = c.previous?.phrases[0]?.agents ?? [];
  if (modality !== undefined) return readModal(c, parts, agents.length === 0 ? 'anyone' : agents, modality);
  return undefined;
}

/** `read access everywhere`. */
function readBareReadAccess(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (!c.isNext('read access') && !c.isNext('full read access')) return undefined;
  c.eat('full');
  parts.approval = 'auto';
  return readActionNouns(c, parts, READERS);
}

/** `writes only in dev`. */
function readOnlyPlace(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const phrases = readActionNouns(c, parts, READERS);
  if (phrases === undefined || parts.only === undefined) return undefined;
  parts.approval = 'auto';
  return phrases;
}
