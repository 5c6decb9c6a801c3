import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { type ClauseParts, type DraftPhrase, isBare, narrowed, newPhrase } from '../draft.ts';
import { readQualifiers } from '../qualifiers.ts';
import { READERS } from './readers.ts';
import { replaced } from './replaced.ts';

/** The actions of the clause before under these circumstances; nothing but circumstances may be of its own. */
export function readOfPrevious(
  c: Cursor,
  parts: ClauseParts,
  lead?: DraftPhrase,
): readonly ActionPhrase[] | undefined {
  const before = c.previous?.phrases;
  const own = newPhrase();
  const hasOwn = readQualifiers(c, [own], parts, READERS) && !isBare(own);
  if (!hasOwn && lead === undefined) return undefined;
  const narrowing = lead === undefined ? own : (narrowed(own, lead) as DraftPhrase);
  if (before === undefined || !c.isSameSentence) {
    const isWhole = narrowing.conditions.length > 0 || narrowing.places.length + narrowing.agents.length > 0;
    return isWhole ? [own] : undefined;
  }
  const isPlacesOnly =
    narrowing.conditions.length === 0 &&
    narrowing.objects.length + narrowing.places.length + narrowing.agents.length > 0 &&
    before.every(isBare);
  if (isPlacesOnly) return [own];
  return before.map((phrase) => replaced(phrase, own));
}

/** `on production, block`: whatever happens there. */
export function readOfLead(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  return c.isAtEnd || c.isNext(',') ? readOfPrevious(c, parts) : undefined;
}
