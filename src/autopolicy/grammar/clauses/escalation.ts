import type { ActionPhrase } from '../../syntax.ts';
import { readApproval, readApprover } from '../approvals.ts';
import type { Cursor } from '../cursor.ts';
import { type ClauseParts, newParts } from '../draft.ts';
import { readActionNouns } from '../phrases.ts';
import { type Readers, readQualifiers } from '../qualifiers.ts';
import { READERS } from './readers.ts';

/** `escalate deploys to a human`, `flag transfers for review`. */
export function readEscalation(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (
    c.eat(
      'escalate',
      'flag',
      'hold',
      'route',
      'queue',
      'send',
      'submit',
      'pass',
      'hand',
      'put',
      'refer',
      'forward',
      'pause',
      'stop',
      'hold back',
    ) === undefined
  )
    return undefined;
  parts.approval = 'approve';
  const inner = newParts();
  const phrases = readActionNouns(c, inner, NO_PLACES);
  if (phrases === undefined) return undefined;
  const isAsked =
    c.attempt(() =>
      c.eat('for', 'until', 'on hold for', 'up for', 'to get', 'and wait for', 'pending') === undefined
        ? undefined
        : readApproval(c),
    ) ??
    c.attempt(() => {
      if (
        c.eat('to', 'past', 'through', 'over to', 'by', 'on to') === undefined ||
        readApprover(c) === undefined
      )
        return undefined;
      c.eat('first', 'for approval', 'for review', 'for sign-off');
      return true as const;
    });
  if (isAsked === undefined) return undefined;
  parts.exceptions.push(...inner.exceptions);
  readQualifiers(c, phrases, parts, READERS);
  return phrases;
}

/** `to a human` is no place here, so nothing is read behind the noun but amounts. */
const NO_PLACES: Readers = {
  ...READERS,
  isEnd: (c) =>
    c.would(() =>
      c.eat('to', 'past', 'through', 'by', 'over to') === undefined ? undefined : readApprover(c),
    ) || c.would(() => (c.eat('for', 'until', 'pending') === undefined ? undefined : readApproval(c))),
};
