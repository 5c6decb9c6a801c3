import type { Approval } from '../../../model/index.ts';
import { readApproval, readApprover } from '../approvals.ts';
import type { Cursor } from '../cursor.ts';
import type { Modality } from './modality.ts';

const MUST_ASK = [
  'must ask',
  'should ask',
  'has to ask',
  'have to ask',
  'need to ask',
  'needs to ask',
  'shall ask',
  'always ask',
  'asks',
  'must always ask',
  'should always ask',
  'must check with',
  'should check with',
  'has to check with',
  'have to check with',
  'need to check with',
  'needs to check with',
  'must consult',
  'should consult',
  'must confirm with',
  'should confirm with',
  'must first ask',
  'should first ask',
  'ask',
  'must check in with',
  'should check in with',
  'will ask',
  'must check',
  'should check',
  'has to confirm with',
  'have to confirm with',
  'should first check with',
  'must first check with',
];

const MUST_GET = [
  'must get',
  'should get',
  'has to get',
  'have to get',
  'need to get',
  'needs to get',
  'must have',
  'should have',
  'must obtain',
  'must seek',
  'must request',
  'should request',
  'should seek',
  'need',
  'needs',
  'require',
  'requires',
  'must receive',
  'has to have',
  'have to have',
  'must wait for',
  'should wait for',
  'has to wait for',
  'have to wait for',
  'should obtain',
  'needs to obtain',
  'has to obtain',
  'must first get',
  'should first get',
  'needs to have',
  'will need',
  'must always get',
  'will require',
  'needs to request',
  'need to request',
  'always need',
  'always needs',
];

/** `must ask before deleting`, `needs approval to pay`. */
export function readMustAsk(c: Cursor): Modality | undefined {
  return c.attempt((): Modality | undefined => {
    if (c.eat(...MUST_ASK) !== undefined) {
      c.attempt(() => readApprover(c));
      c.attempt(() => (c.eat('for') === undefined ? undefined : readApproval(c)));
      c.attempt(() => readApproval(c));
      c.eat('first');
    } else {
      const isNot = c.eat('do not') !== undefined;
      if (c.eat(...MUST_GET) === undefined) return undefined;
      const isNone = isNot || c.eat('no') !== undefined;
      const isAsked = c.attempt(() => readApproval(c)) ?? c.attempt(() => readApprover(c));
      if (isAsked === undefined) return undefined;
      if (isNone) return behind(c, 'auto');
    }
    return behind(c, 'approve');
  });
}

function behind(c: Cursor, approval: Approval): Modality | undefined {
  const word = c.eat(
    'before',
    'to',
    'for',
    'before they',
    'before it',
    'before you',
    'prior to',
    'about',
    'when',
    'whenever they',
    'whenever it',
    'in order to',
    'before any',
    'before each',
    'if they want to',
    'if it wants to',
    'on',
    'when they want to',
    'before he',
    'before she',
  );
  if (word === undefined) return undefined;
  if (/to$|they$|it$|you$|she$|he$/.test(word) && word !== 'prior to') return { approval, form: 'base' };
  return { approval, form: 'noun' };
}
