import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import type { ClauseParts } from '../draft.ts';
import { readActionNouns } from '../phrases.ts';
import { readRisk } from '../qualifiers/risk.ts';
import { READERS } from './readers.ts';

/** `treat transfers as critical`. */
export function readRating(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (
    c.eat('treat', 'mark', 'classify', 'consider', 'rate', 'flag', 'label', 'regard', 'class') === undefined
  )
    return undefined;
  const phrases = readActionNouns(c, parts, READERS);
  if (phrases === undefined) return undefined;
  if (parts.risk !== undefined) return phrases;
  c.eat('as', 'to be');
  const risk = readRisk(c);
  if (risk === undefined) return undefined;
  parts.risk = risk;
  return phrases;
}
