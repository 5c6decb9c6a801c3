import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { type ClauseParts, isBare, newPhrase } from '../draft.ts';
import { readPredicate } from '../predicates/predicate.ts';
import { readAsk } from './ask.ts';
import { readBlockOrAllow } from './block-or-allow.ts';
import { readAskPlain, readPlainEffect } from './plain-effect.ts';

/** `otherwise ask a human`: the same actions, whatever the circumstances. */
export function readOtherwise(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (
    c.eat(
      'otherwise',
      'otherwise ,',
      'if not ,',
      'or else',
      'in all other cases',
      'in all other cases ,',
      'in any other case',
      'if not',
      'in other cases',
      'in other cases ,',
    ) === undefined
  )
    return undefined;
  const whole = c.attempt(() => {
    const phrases = readBlockOrAllow(c, parts, undefined) ?? readAsk(c, parts, undefined);
    return phrases !== undefined && !phrases.every(isBare) ? phrases : undefined;
  });
  if (whole !== undefined) return whole;
  const effect = readPlainEffect(c) ?? readAskPlain(c) ?? readPredicate(c)?.approval;
  if (effect === undefined) return undefined;
  parts.approval = effect;
  const isAll = c.eat('everything', 'everything else', 'anything', 'all', 'all actions') !== undefined;
  c.eat('them', 'it');
  const before = c.previous;
  const hasCircumstances = before?.phrases.some(({ conditions }) => conditions.length > 0) ?? false;
  if (isAll || before === undefined || !hasCircumstances || !c.isSameSentence)
    return isAll || before !== undefined ? [{ ...newPhrase(), isRest: true }] : undefined;
  return before.phrases.map((phrase) => ({ ...phrase, conditions: [] }));
}
