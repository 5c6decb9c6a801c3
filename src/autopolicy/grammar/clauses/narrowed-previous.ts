import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { type ClauseParts, type DraftPhrase, isBare, narrowed, newPhrase } from '../draft.ts';
import { readPredicate } from '../predicates/predicate.ts';
import type { Predicate } from '../predicates/state.ts';
import { readQualifiers } from '../qualifiers.ts';
import { readAskPlain, readPlainEffect } from './plain-effect.ts';
import { READERS } from './readers.ts';
import { replaced } from './replaced.ts';

/** `over $100 need approval`, `above that ask the CFO`, `and on production they are blocked`. */
export function readNarrowedPrevious(
  c: Cursor,
  parts: ClauseParts,
  lead: DraftPhrase | undefined,
): readonly ActionPhrase[] | undefined {
  const before = c.previous?.phrases;
  if (before === undefined || !c.isSameSentence) return undefined;
  const own = newPhrase();
  const start = c.at;
  let hasOwn = readQualifiers(c, [own], parts, READERS) && !isBare(own);
  if (hasOwn && parts.only !== undefined) {
    parts.approval = c.previous?.approval;
    return before.map((phrase) => replaced(phrase, own));
  }
  c.eat('they', 'it', 'those', 'these', ',', 'that', 'then', 'you');
  const said: Predicate | undefined =
    readPredicate(c) ??
    c.attempt(() => {
      const approval = readAskPlain(c) ?? readPlainEffect(c);
      c.eat('them', 'it');
      return approval === undefined ? undefined : { approval };
    });
  const isAddition = hasOwn && own.conditions.length > 0 && own.agents.length + own.places.length > 0;
  if (said === undefined && isAddition && c.tokens[start - 1]?.word === 'and') {
    parts.approval = c.previous?.approval;
    return before.map((phrase) => replaced(phrase, own));
  }
  if (said !== undefined && !hasOwn && lead === undefined && readQualifiers(c, [own], parts, READERS))
    hasOwn = !isBare(own);
  if (
    said === undefined ||
    (!hasOwn &&
      lead === undefined &&
      said.risk === undefined &&
      (said.approval === undefined || c.previous?.approval !== undefined))
  )
    return undefined;
  parts.approval = said.approval ?? (said.risk === undefined ? undefined : c.previous?.approval);
  if (said.risk !== undefined) parts.risk = said.risk;
  if (said.isAbsolute === true) parts.isAbsolute = true;
  const narrowing = lead === undefined ? own : (narrowed(own, lead) as DraftPhrase);
  return before.map((phrase) => replaced(phrase, narrowing));
}
