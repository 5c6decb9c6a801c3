import { readReviewed } from '../approvals.ts';
import type { Cursor } from '../cursor.ts';
import { NEGATIONS, type Predicate, readState } from './state.ts';

/** `must be approved`, `should be denied`, `can be auto-approved`, `must never happen`. */
export function readMustBe(c: Cursor): Predicate | undefined {
  return c.attempt(() => {
    const modal = c.eat(
      'must',
      'should',
      'have to',
      'has to',
      'can',
      'may',
      'need to',
      'needs to',
      'shall',
      'are to',
      'is to',
      'will',
      'could',
      'are allowed to',
      'is allowed to',
    );
    if (modal === undefined) return undefined;
    const isPossible = /^(?:can|may|could|are allowed to|is allowed to|will)$/.test(modal);
    c.eat('always', 'all', 'also', 'only');
    const isOnly = c.token(-1)?.word === 'only';
    const isNot = c.eat(...NEGATIONS) !== undefined;
    const isAbsolute = isNot && c.token(-1)?.word !== 'not';
    c.eat('always', 'ever', 'only', 'just', 'automatically', 'all');
    const wasOnly = isOnly || c.token(-1)?.word === 'only';
    if (
      c.eat(
        'happen',
        'run',
        'proceed',
        'occur',
        'go through',
        'go ahead',
        'take place',
        'be done',
        'be made',
        'be performed',
        'be executed',
        'be run',
        'be carried out',
        'be processed',
        'be attempted',
        'be used',
        'be issued',
        'execute',
        'be initiated',
        'be taken',
        'be triggered',
        'pass',
      ) !== undefined
    ) {
      c.eat(
        'automatically',
        'freely',
        'on their own',
        'unattended',
        'straight away',
        'right away',
        'ever',
        'at all',
        'by themselves',
        'straight through',
      );
      if (isNot) return { approval: 'block', isAbsolute };
      if (!isPossible) return undefined;
      return { approval: 'auto', ...(wasOnly ? { isOnly: true } : {}) };
    }
    if (c.eat('be') === undefined) return undefined;
    const asked = isPossible ? undefined : c.attempt(() => readReviewed(c));
    if (asked !== undefined) return isNot ? undefined : { approval: 'approve' };
    const state = readState(c, true);
    if (state === undefined) return undefined;
    if (!isNot) return { ...state, ...(wasOnly ? { isOnly: true } : {}) };
    return state.approval === 'auto' ? { approval: 'block', isAbsolute } : undefined;
  });
}
