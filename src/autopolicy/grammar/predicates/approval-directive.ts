import type { Form } from '../../lexicon.ts';
import { readApproval, readApprover } from '../approvals.ts';
import type { Cursor } from '../cursor.ts';

/** `ask a human before`, `require approval for`, `get sign-off on`, `check with me before`. */
export function readApprovalDirective(
  c: Cursor,
): { readonly form: Form; readonly isBare: boolean } | undefined {
  return c.attempt(() => {
    const verb = c.eat(
      'require',
      'i want to be asked',
      'we want to be asked',
      'i must be asked',
      'i should be asked',
      'a human must be asked',
      'i want to be asked',
      'we want to be asked',
      'i must be asked',
      'a human must be asked',
      'i have to be asked',
      'i should be asked',
      'must be asked',
      'need',
      'ask',
      'get',
      'request',
      'check with',
      'consult',
      'confirm with',
      'seek',
      'obtain',
      'demand',
      'always ask',
      'always require',
      'you need',
      'you must ask',
      'we require',
      'we need',
      'i want',
      'there must be',
      'always get',
      'check',
      'ask for',
      'insist on',
      'wait for',
      'always check with',
      'check in with',
      'prompt',
      'i need',
      'ask me for',
      'have',
      'you should ask',
      'involve',
    );
    if (verb === undefined) return undefined;
    const isAsking = /ask|check|consult|confirm|prompt|involve/.test(verb);
    c.eat(':');
    const hasApproval = c.attempt(() => readApproval(c)) !== undefined;
    const hasHuman =
      (isAsking || verb === 'require' || verb === 'need' || verb === 'get' || verb === 'have') &&
      c.attempt(() => readApprover(c)) !== undefined;
    if (!isAsking && !hasApproval && !hasHuman) return undefined;
    c.attempt(() => (c.eat('for') === undefined ? undefined : readApproval(c)));
    c.eat(
      'first',
      'approve',
      'review',
      'sign off on',
      'confirm',
      'to approve',
      'to review',
      'to confirm',
      'to sign off on',
      ', first',
    );
    const approves = /approve|review|on|confirm/.test(c.token(-1)?.word ?? '') && verb !== 'require';
    const word = c.eat(
      'before',
      'for',
      'on',
      'of',
      'to',
      'prior to',
      'about',
      'before you',
      'before they',
      'before it',
      'if',
      'when',
      'whenever',
      'when it comes to',
      'before agents',
      'before the agent',
      'before anyone',
      'before any',
      'over',
      'in case of',
      'whenever agents',
      'before the bot',
      'before an agent',
      'when agents',
      'if agents',
      'in order to',
      'in order for agents to',
      'when the agent wants to',
      'before it can',
      'before they can',
    );
    if (word === undefined) return { form: 'noun', isBare: !approves };
    if (/you|they|it$|agents?|anyone|bot|^to$|order to|can$/.test(word) && word !== 'when it comes to') {
      return { form: word === 'to' || !/before|when|if/.test(word) ? 'base' : 'base', isBare: false };
    }
    if (word === 'over' || word === 'if' || word === 'when' || word === 'on') c.at -= 1;
    return { form: 'noun', isBare: word === 'over' || word === 'if' || word === 'when' || word === 'on' };
  });
}
