import { verbAt } from '../../lexicon.ts';
import { readApproval, readApprover, readReviewed } from '../approvals.ts';
import type { Cursor } from '../cursor.ts';
import { readLimit } from '../numbers.ts';
import { readMustBe } from './must-be.ts';
import { type Predicate, readState } from './state.ts';

export function readPredicate(c: Cursor): Predicate | undefined {
  return c.attempt(() => {
    c.eat('always', 'all', 'also', 'generally', 'therefore', ':', 'themselves', 'still', ',');
    const first = readPredicateOnce(c) ?? readLimited(c);
    if (first === undefined) return undefined;
    if (first.approval === 'approve') skipBefore(c);
    const both = c.attempt(() => {
      const second = c.eat('and', ', and', 'and are', 'but') === undefined ? undefined : readBareOrFull(c);
      return second === undefined ? undefined : combined(first, second);
    });
    return both ?? first;
  });
}

/** `before they are sent`, `before being published`: that is when one asks anyway. */
function skipBefore(c: Cursor): void {
  c.attempt(() => {
    if (c.eat('before', 'prior to') === undefined) return undefined;
    if (
      c.eat(
        'they go out',
        'it goes out',
        'going out',
        'execution',
        'they go live',
        'it goes live',
        'going live',
        'they happen',
        'it happens',
        'they run',
        'it runs',
        'they go through',
      ) !== undefined
    )
      return true;
    c.eat('they', 'it', 'that', 'anything');
    c.eat('are', 'is', 'get', 'gets', 'being', 'can be', 'may be', 'are being', 'having been');
    const verb = verbAt(c.words(3), ['past', 'gerund', 'noun']);
    if (verb === undefined)
      return c.eat('done', 'made', 'executed', 'performed', 'processed', 'issued') === undefined
        ? undefined
        : true;
    c.advance(verb.length);
    c.eat('out', 'them', 'it');
    return true;
  });
}

/** `are limited to $10,000`: what is above is refused, what is not is not said. */
function readLimited(c: Cursor): Predicate | undefined {
  return c.attempt(() => {
    if (
      c.eat(
        'is limited to',
        'are limited to',
        'must be limited to',
        'are capped at',
        'is capped at',
        'must not exceed',
        'should not exceed',
        'may not exceed',
        'can not exceed',
        'must stay under',
        'must stay below',
        'should be limited to',
        'must never exceed',
        'should stay below',
        'should stay under',
        'is restricted to',
        'should be capped at',
        'must be capped at',
      ) === undefined
    )
      return undefined;
    c.eat('a maximum of', 'a total of', 'at most', 'up to');
    const condition = readLimit(c);
    return condition === undefined ? undefined : { approval: 'block' as const, limit: condition };
  });
}

function readBareOrFull(c: Cursor): Predicate | undefined {
  const predicate = readPredicateOnce(c) ?? readState(c, false);
  return predicate;
}

function combined(a: Predicate, b: Predicate): Predicate | undefined {
  if (a.approval !== undefined && b.approval !== undefined && a.approval !== b.approval) return undefined;
  return { ...a, ...b };
}

function readPredicateOnce(c: Cursor): Predicate | undefined {
  return readAskFirst(c) ?? readNeed(c) ?? readBe(c) ?? readMustBe(c) ?? readGo(c) ?? readColon(c);
}

/** `need approval`, `do not need approval`, `require no sign-off`. */
function readNeed(c: Cursor): Predicate | undefined {
  return c.attempt(() => {
    const isNot = c.eat('do not', 'never') !== undefined;
    c.eat(
      'always',
      'also',
      'will',
      'must',
      'should',
      'would',
      'must always',
      'all',
      'still',
      'should always',
    );
    if (
      c.eat(
        'need',
        'needs',
        'require',
        'requires',
        'have',
        'has',
        'get',
        'gets',
        'want',
        'wait for',
        'waits for',
        'go through',
        'goes through',
        'must have',
        'must get',
        'should get',
        'have to get',
        'has to get',
        'need to get',
        'needs to get',
        'must go through',
        'need to go through',
        'require getting',
        'receive',
        'must receive',
        'undergo',
        'call for',
        'calls for',
        'demand',
      ) === undefined
    )
      return undefined;
    const verb = c.token(-1)?.word ?? '';
    if (/^have|^has/.test(verb) && c.word() === 'to') return undefined;
    const isNone = c.eat('no', 'no further', 'no additional') !== undefined;
    const isAsked =
      c.attempt(() => readApproval(c)) ??
      (/^(?:need|needs|require|requires|for|to)$/.test(verb) ? c.attempt(() => readHuman(c)) : undefined);
    if (isAsked === undefined) return undefined;
    return { approval: isNot || isNone ? 'auto' : 'approve' };
  });
}

/** `a manager`, `to ask first`. */
function readHuman(c: Cursor): true | undefined {
  const isHuman = c.attempt(() => {
    if (readApprover(c) === undefined) return undefined;
    c.eat(
      "'s ok",
      'in the loop',
      'to approve',
      'to sign off',
      'to review',
      'to confirm',
      'to check',
      'to approve it',
      'to approve them',
      'to look at them',
    );
    return true as const;
  });
  return isHuman ?? c.attempt(() => (c.eat('to be') === undefined ? undefined : readReviewed(c)));
}

/** `are blocked`, `is never allowed`, `aren't fine`, `is critical`. */
function readBe(c: Cursor): Predicate | undefined {
  return c.attempt(() => {
    if (
      c.eat(
        'is',
        'are',
        'be',
        'will be',
        'is to be',
        'are to be',
        'should be considered',
        'get',
        'gets',
        'is considered',
        'are considered',
        'count as',
        'counts as',
        'remain',
        'remains',
        'stay',
        'stays',
        'will always be',
      ) === undefined
    )
      return undefined;
    return readState(c, true);
  });
}

/** `go through automatically`, `run unattended`, `go to a human first`. */
function readGo(c: Cursor): Predicate | undefined {
  return c.attempt(() => {
    const isNot = c.eat('do not', 'never') !== undefined;
    if (
      c.eat('go to', 'goes to', 'wait for', 'waits for', 'go past', 'escalate to', 'go via', 'go through') !==
        undefined &&
      !isNot
    ) {
      const asked = c.attempt(() => readApproval(c)) ?? c.attempt(() => readApprover(c));
      if (asked !== undefined) {
        c.eat('first', 'for approval', 'for review', 'for sign-off', 'for confirmation');
        return { approval: 'approve' };
      }
      if (c.token(-1)?.word !== 'through') return undefined;
    } else if (
      c.eat(
        'go through',
        'goes through',
        'go ahead',
        'goes ahead',
        'run',
        'runs',
        'proceed',
        'proceeds',
        'happen',
        'happens',
        'pass',
        'passes',
        'execute',
        'executes',
      ) === undefined
    )
      return undefined;
    const isAuto =
      c.eat(
        'automatically',
        'freely',
        'unattended',
        'without asking',
        'without approval',
        'straight away',
        'right away',
        'on their own',
        'straight through',
        'without a human',
      ) !== undefined;
    if (isNot) return { approval: 'block' };
    return isAuto || c.isAtEnd || [',', 'and', 'but', 'on', 'in'].includes(c.word())
      ? { approval: 'auto' }
      : undefined;
  });
}

/** `deletes: blocked`. */
function readColon(c: Cursor): Predicate | undefined {
  return c.attempt(() => {
    if (c.eat('-', '=') === undefined && c.token(-1)?.word !== ':') return undefined;
    const state = readState(c, false);
    if (state !== undefined) return state;
    if (c.eat('block', 'deny', 'no', 'never', 'forbid') !== undefined) return { approval: 'block' };
    if (c.eat('allow', 'yes', 'auto', 'permit') !== undefined) return { approval: 'auto' };
    return readApproval(c) !== undefined ||
      c.eat('ask', 'approve', 'needs approval', 'ask first', 'ask a human', 'ask me') !== undefined
      ? { approval: 'approve' }
      : undefined;
  });
}

/** `it must ask first`, `deletes: always ask`, `writes approve`, where nothing comes behind. */
function readAskFirst(c: Cursor): Predicate | undefined {
  return c.attempt(() => {
    const word = c.eat(...ASK_FIRST);
    if (word === undefined) return undefined;
    if (word === 'auto') return { approval: 'auto' };
    const isBlocking = word === 'block' || word === 'deny';
    if (!isBlocking) {
      c.attempt(() => readApprover(c));
      c.eat('first', 'beforehand');
    }
    return c.isAtEnd || [',', ';'].includes(c.word())
      ? { approval: isBlocking ? 'block' : 'approve' }
      : undefined;
  });
}

const ASK_FIRST = [
  'must ask',
  'should ask',
  'has to ask',
  'have to ask',
  'needs to ask',
  'need to ask',
  'must always ask',
  'always ask',
  'ask',
  'approve',
  'auto',
  'block',
  'deny',
];
