import { EFFECTS } from '../../lexicon.ts';
import type { ActionPhrase } from '../../syntax.ts';
import { readApproval, readApprover } from '../approvals.ts';
import type { Cursor } from '../cursor.ts';
import type { ClauseParts } from '../draft.ts';
import { readVerbPhrase } from '../phrases.ts';
import { readBehind } from './behind.ts';
import { READERS } from './readers.ts';

/** `a human must approve deploys`, `approval is required for deploys`, `human approval: transfers`. */
export function readApproverFirst(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  parts.approval = 'approve';
  const isPerson = c.attempt(() => {
    if (readApprover(c) === undefined) return undefined;
    if (
      c.eat(
        'must',
        'should',
        'has to',
        'have to',
        'needs to',
        'need to',
        'must always',
        'must first',
        'must explicitly',
        'will',
        'should always',
        'shall',
      ) === undefined
    )
      return undefined;
    c.eat('first', 'explicitly', 'always', 'manually');
    return c.eat(...EFFECTS.approves, 'give approval for', 'give permission for', 'look at', 'see', 'okay');
  });
  if (isPerson !== undefined) return readBehind(c, parts, 'noun');
  if (readApproval(c) === undefined) return undefined;
  if (
    c.eat(
      'is required',
      'is needed',
      'is necessary',
      'required',
      'needed',
      'must be obtained',
      'must be given',
      'is mandatory',
      'is always required',
      'must be sought',
      'should be required',
      'is a must',
      'should be obtained',
      'is also required',
      'is also needed',
      ':',
    ) === undefined
  )
    return undefined;
  const word = c.eat('for', 'before', 'on', 'to', 'prior to', 'when', 'if', 'whenever', 'of');
  if (word === 'to') return readVerbPhrase(c, 'base', parts, READERS);
  return readBehind(c, parts, 'noun') ?? (word === 'if' || word === 'when' ? undefined : undefined);
}
