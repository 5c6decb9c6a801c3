import type { Approval } from '../../../model/index.ts';
import { EFFECTS } from '../../lexicon.ts';
import type { Cursor } from '../cursor.ts';
import { readApprovalDirective } from '../predicates/approval-directive.ts';

export function readPlainEffect(c: Cursor): Approval | undefined {
  if (c.eat(...EFFECTS.blockVerbs, ...EFFECTS.blocked, 'blocking', 'denying') !== undefined) return 'block';
  if (
    c.eat(
      'approval',
      'require approval',
      'ask',
      'asking',
      'ask a human',
      'needs approval',
      'approve',
      'human approval',
      'requiring approval',
      'review',
      'ask for approval',
      'to ask',
      'ask me',
    ) !== undefined
  )
    return 'approve';
  if (c.eat(...EFFECTS.allowVerbs, 'allowed', 'auto', 'allowing', 'permitted', 'open') !== undefined)
    return 'auto';
  return undefined;
}

export function readAskPlain(c: Cursor): Approval | undefined {
  const directive = readApprovalDirective(c);
  return directive === undefined ? undefined : 'approve';
}
