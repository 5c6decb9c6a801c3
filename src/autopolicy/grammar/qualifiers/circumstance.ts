import { verbEntry } from '../../lexicon.ts';
import type { Condition } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import type { ClauseParts, DraftPhrase } from '../draft.ts';
import { readAmount } from '../numbers.ts';
import { readTime } from '../times.ts';
import { readParameter } from './parameter.ts';

/** Amounts, times, and conditions with `if` and `when`. */
export function readCircumstance(c: Cursor, group: readonly DraftPhrase[], parts: ClauseParts): boolean {
  const isMoney = group.some(
    ({ verbs }) => verbs !== 'any' && verbs.some(({ id }) => verbEntry(id).money === true),
  );
  const conditions = c.attempt((): readonly Condition[] | undefined => {
    const isConditional =
      c.eat(
        'if',
        'when',
        'where',
        'whenever',
        'as long as',
        'provided',
        'provided that',
        'in case',
        ', if',
        ', when',
        'whose',
        'with',
        'that have',
        'when there are',
        'for',
        'while',
        'having',
      ) !== undefined;
    if (isConditional) {
      const parameter = readParameter(c);
      if (parameter !== undefined) return [parameter];
      c.eat('it is', 'they are', 'it happens', 'done', 'there are', 'the time is');
    }
    const time = readTime(c);
    if (time !== undefined) {
      if (time.zone !== undefined) parts.zones.push(time.zone);
      return [time.condition];
    }
    const amount = readAmount(c, isMoney);
    return amount === undefined ? undefined : [amount];
  });
  if (conditions === undefined) return false;
  for (const phrase of group) phrase.conditions = [...phrase.conditions, ...conditions];
  return true;
}
