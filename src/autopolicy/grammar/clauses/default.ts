import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { type ClauseParts, isBare, newPhrase } from '../draft.ts';
import { readActionSubject } from './action-subject.ts';
import { readAsk } from './ask.ts';
import { readBlockOrAllow } from './block-or-allow.ts';
import { readPlainEffect } from './plain-effect.ts';

/** `by default, block`, `deny by default`, `default to approval`, `the default is block`. */
export function readDefault(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const rest: ActionPhrase = { ...newPhrase(), isRest: true };
  if (
    c.eat(
      'default to',
      'the default is',
      'the default should be',
      'default :',
      'default is',
      'defaults to',
      'the default is to',
      'default action is',
      'default action :',
      'default policy is',
      'by default :',
      'by default ,',
      'by default',
      'the default action is',
    ) !== undefined
  ) {
    const whole = c.attempt(() => {
      const phrases =
        readActionSubject(c, parts) ?? readBlockOrAllow(c, parts, undefined) ?? readAsk(c, parts, undefined);
      return phrases?.every(isBare) === true ? phrases : undefined;
    });
    if (whole !== undefined) return [rest];
    parts.approval = readPlainEffect(c);
    if (parts.approval === undefined) return undefined;
    if (c.eat('everything', 'anything', 'all actions', 'all', 'it all') !== undefined) c.eat('else');
    return [rest];
  }
  const effect = readPlainEffect(c);
  if (effect === undefined) return undefined;
  c.eat('everything', 'all', 'anything', 'everything else', 'all actions', 'for everything');
  if (c.eat('by default', 'as the default', 'as default', 'as a default') === undefined) return undefined;
  parts.approval = effect;
  return [rest];
}
