import type { Approval, RiskLevel } from '../../../model/index.ts';
import { EFFECTS } from '../../lexicon.ts';
import type { Condition } from '../../syntax.ts';
import { readApproval, readApprover, readReviewed } from '../approvals.ts';
import type { Cursor } from '../cursor.ts';
import { readRisk } from '../qualifiers/risk.ts';

/** What is said of actions: `are blocked`, `need approval`, `are critical`. */
export interface Predicate {
  readonly approval?: Approval;
  readonly risk?: RiskLevel;
  /** `are only allowed`: what comes behind is the only way. */
  readonly isOnly?: boolean;
  readonly isAbsolute?: boolean;
  /** What must hold for it: an amount that is above the limit. */
  readonly limit?: Condition;
}

export const NEGATIONS: readonly string[] = [
  'not',
  'never',
  'not ever',
  'under no circumstances',
  'no longer',
];

export function readState(c: Cursor, _isFull: boolean): Predicate | undefined {
  return c.attempt(() => {
    c.eat(
      'always',
      'all',
      'also',
      'completely',
      'totally',
      'strictly',
      'generally',
      'both',
      'absolutely',
      'perfectly',
      'subject to',
      'only fine',
    );
    const wasSubject = c.token(-1)?.word === 'to';
    if (wasSubject) return readApproval(c) === undefined ? undefined : { approval: 'approve' };
    const isOnly = c.eat('only', 'exclusively') !== undefined;
    const negation = c.eat(...NEGATIONS);
    const isNot = negation !== undefined;
    c.eat('always', 'ever', 'at all', 'to be', 'automatically', 'only', 'strictly');
    const wasOnly = isOnly || c.token(-1)?.word === 'only';
    const absolute = negation === 'never' || negation === 'not ever' || negation === 'under no circumstances';
    const risk = readRisk(c);
    if (risk !== undefined) return isNot ? undefined : { risk };
    if (c.eat(...EFFECTS.allowed) !== undefined) {
      c.eat('to go', 'to proceed', 'to happen', 'automatically', 'to run');
      if (c.isNext('to') && !wasOnly) return undefined;
      if (
        c.attempt(() => (c.eat('by') === undefined ? undefined : readApprover(c))) !== undefined &&
        c.token(-1) === undefined
      )
        return undefined;
      return isNot
        ? { approval: 'block', isAbsolute: absolute }
        : { approval: 'auto', ...(wasOnly ? { isOnly: true } : {}) };
    }
    if (c.eat(...EFFECTS.blocked) !== undefined) return isNot ? { approval: 'auto' } : { approval: 'block' };
    if (negation === 'not') return oppositeOf(c);
    if (isNot) return undefined;
    const reviewedBy = c.attempt(() => {
      const start = c.at;
      if (readReviewed(c) === undefined) return undefined;
      return c.at > start + 1 ? true : undefined;
    });
    return reviewedBy === undefined ? undefined : { approval: 'approve' };
  });
}

/** `reads are fine, writes are not`. */
function oppositeOf(c: Cursor): Predicate | undefined {
  const isEnd = c.isAtEnd || [',', ';', 'and', 'but'].includes(c.word());
  if (!isEnd || !c.isSameSentence) return undefined;
  if (c.previous?.approval === 'auto') return { approval: 'block' };
  return c.previous?.approval === 'block' ? { approval: 'auto' } : undefined;
}
