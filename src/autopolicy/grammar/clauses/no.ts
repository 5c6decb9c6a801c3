import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { type ClauseParts, type DraftPhrase, newPhrase } from '../draft.ts';
import { readActionNouns, readVerbPhrase } from '../phrases.ts';
import { readPredicate } from '../predicates/predicate.ts';
import { readQualifiers } from '../qualifiers.ts';
import { READERS, SUBJECTS } from './readers.ts';
import { withLead } from './with-lead.ts';

/** `no deletes on production`, `nothing on production`, `neither deletes nor drops are allowed`. */
export function readNo(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (
    c.eat(
      'no approval needed for',
      'no approval is needed for',
      'no approval required for',
      'no approval is required for',
      'no approval for',
      'no approval necessary for',
      'no need to ask for',
      'no need for approval for',
      'no need to approve',
      'no need to ask before',
      'there is no need to approve',
      'no approval needed to',
      'no sign-off needed for',
      'no approval is necessary for',
    ) !== undefined
  ) {
    parts.approval = 'auto';
    return c.token(-1)?.word === 'to'
      ? readVerbPhrase(c, 'base', parts, READERS)
      : readActionNouns(c, parts, READERS);
  }
  const word = c.eat('no', 'zero', 'nothing', 'neither', 'none of the', 'no more', 'absolutely no');
  if (word === undefined) return undefined;
  parts.approval = 'block';
  if (word === 'nothing') {
    const phrase = newPhrase();
    if (
      !readQualifiers(c, [phrase], parts, READERS) &&
      (c.isAtEnd || !c.would(() => c.eat(...HAPPENS) ?? readSubjectVerb(c, parts, phrase)))
    )
      return undefined;
    const verbal = readSubjectVerb(c, parts, phrase);
    if (verbal !== undefined) return verbal;
    const isDone = c.eat(...HAPPENS) !== undefined;
    if (isDone) readQualifiers(c, [phrase], parts, READERS);
    return [phrase];
  }
  const phrases =
    c.attempt(() => {
      const read = readActionNouns(c, parts, SUBJECTS);
      return read !== undefined && c.would(() => readPredicate(c)) ? read : undefined;
    }) ?? readActionNouns(c, parts, READERS);
  if (phrases === undefined) return undefined;
  const said = c.attempt(() => readPredicate(c));
  if (said !== undefined) {
    if (said.approval === 'approve') {
      parts.approval = 'auto';
      return phrases;
    }
    if (said.approval !== 'auto') return undefined;
    readQualifiers(c, phrases, parts, READERS);
    return phrases;
  }
  const [first] = phrases;
  if (phrases.length === 1 && first?.verbs === 'any' && !c.isAtEnd)
    return readSubjectVerb(c, parts, first) ?? phrases;
  return phrases;
}

const HAPPENS = ['may', 'can', 'should', 'must', 'is allowed to', 'is to']
  .flatMap((modal) => [`${modal} run`, `${modal} happen`, `${modal} go through`])
  .concat('runs', 'happens', 'goes', 'is allowed', 'is permitted');

/** `nothing may be deleted`, `no customer may be deleted`. */
function readSubjectVerb(
  c: Cursor,
  parts: ClauseParts,
  subject: DraftPhrase,
): readonly ActionPhrase[] | undefined {
  return c.attempt(() => {
    if (
      c.eat(
        'may be',
        'can be',
        'is to be',
        'should be',
        'must be',
        'should ever be',
        'may ever be',
        'is',
        'are',
        'gets',
        'can ever be',
        'must ever be',
        'are to be',
      ) === undefined
    )
      return undefined;
    const verbs = readVerbPhrase(c, 'past', parts, READERS);
    return verbs?.map((phrase) => withLead(phrase, subject));
  });
}
