import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import type { ClauseParts, DraftPhrase } from '../draft.ts';
import { readApprovalDirective } from '../predicates/approval-directive.ts';
import { readBehind } from './behind.ts';
import { readOfPrevious } from './of-previous.ts';

/** `ask a human before deploying`, `require approval for writes`; without actions those of the clause before. */
export function readAsk(
  c: Cursor,
  parts: ClauseParts,
  lead: DraftPhrase | undefined,
): readonly ActionPhrase[] | undefined {
  const directive = readApprovalDirective(c);
  if (directive === undefined) return undefined;
  parts.approval = 'approve';
  if (!directive.isBare || !(c.isAtEnd || c.isNext(',') || c.isNext('and'))) {
    const phrases = c.attempt(() => readBehind(c, parts, directive.form));
    if (phrases !== undefined) return phrases;
  }
  return lead === undefined && !c.isSameSentence && c.isAtEnd ? undefined : readOfPrevious(c, parts, lead);
}
