import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import type { ClauseParts, DraftPhrase } from '../draft.ts';
import { readAskPlain, readPlainEffect } from './plain-effect.ts';

/** `block it`, `ask me` behind what it is about: `if a payment is above $500, block it`. */
export function readOfIt(
  c: Cursor,
  parts: ClauseParts,
  lead: DraftPhrase | undefined,
): readonly ActionPhrase[] | undefined {
  if (lead === undefined || lead.verbs === 'any') return undefined;
  c.eat('it must', 'they must', 'you must');
  parts.approval = readAskPlain(c) === undefined ? readPlainEffect(c) : 'approve';
  if (parts.approval === undefined) return undefined;
  c.eat('it', 'them', 'that', 'this');
  c.eat('first');
  return [{ ...lead, conditions: [] }];
}
