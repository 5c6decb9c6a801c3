import type { Approval, RiskLevel } from '../../model/index.ts';
import { EFFECTS, verbAt, type Form } from '../lexicon.ts';
import { readApproval, readApprover, readReviewed } from './approvals.ts';
import type { Condition } from '../syntax.ts';
import type { Cursor } from './cursor.ts';
import { readLimit } from './numbers.ts';
import { readRisk } from './qualifiers.ts';

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

const NEGATIONS = ['not', 'never', 'not ever', 'under no circumstances', 'no longer'];

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
  return readNeed(c) ?? readBe(c) ?? readMustBe(c) ?? readGo(c) ?? readColon(c);
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

function readState(c: Cursor, _isFull: boolean): Predicate | undefined {
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
    if (isNot) return undefined;
    const reviewedBy = c.attempt(() => {
      const start = c.at;
      if (readReviewed(c) === undefined) return undefined;
      return c.at > start + 1 ? true : undefined;
    });
    return reviewedBy === undefined ? undefined : { approval: 'approve' };
  });
}

/** `must be approved`, `should be denied`, `can be auto-approved`, `must never happen`. */
function readMustBe(c: Cursor): Predicate | undefined {
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

/** What somebody may, may not, or must ask for. */
export interface Modality {
  readonly approval: Approval;
  /** How the verb behind it is written; `noun`: what follows are actions as nouns. */
  readonly form: Form;
  readonly isOnly?: boolean;
  readonly isAbsolute?: boolean;
}

const MAY = [
  'can',
  'may',
  'could',
  'is allowed to',
  'are allowed to',
  'are permitted to',
  'is permitted to',
  'is free to',
  'are free to',
  'are able to',
  'is able to',
  'are authorized to',
  'is authorized to',
  'are authorised to',
  'should be able to',
  'will be able to',
  'should be allowed to',
  'to be able to',
  'be able to',
  'has permission to',
  'have permission to',
  'is ok to',
  'are ok to',
  'are welcome to',
  'can freely',
  'may freely',
  'can also',
  'may also',
  'can always',
  'may always',
  'must be able to',
  'to be allowed to',
  'get to',
  'has the right to',
  'have the right to',
  'are cleared to',
  'is cleared to',
  'should be free to',
  'must be allowed to',
  'can automatically',
  'may automatically',
  'can go ahead and',
];
const MAY_ONLY = [
  'can only',
  'may only',
  'is only allowed to',
  'are only allowed to',
  'are only permitted to',
  'should only',
  'must only',
  'is only permitted to',
  'can at most',
  'may just',
  'can just',
  'shall only',
  'should only be able to',
  'only',
  'are limited to',
  'is limited to',
  'are restricted to',
  'is restricted to',
  'should only ever',
  'may only ever',
  'can only ever',
];
const MAY_NOT = [
  'can not',
  'may not',
  'must not',
  'should not',
  'shall not',
  'will not',
  'could not',
  'are not allowed to',
  'is not allowed to',
  'are not permitted to',
  'is not permitted to',
  'is not authorized to',
  'are not authorized to',
  'do not get to',
  'is forbidden to',
  'are forbidden to',
  'is prohibited to',
  'should not be able to',
  'should not be allowed to',
  'must not be able to',
  'must not be allowed to',
  'has no permission to',
  'have no permission to',
  'are not supposed to',
  'is not supposed to',
  'has no business',
  'need not',
  'not',
  'must not ever',
  'should not ever',
  'is not to',
  'are not to',
  'do not',
  'must absolutely not',
  'can not ever',
  'will not be allowed to',
  'has no right to',
  'have no right to',
  'is not able to',
  'are not able to',
];
const NEVER = [
  'must never',
  'may never',
  'can never',
  'should never',
  'shall never',
  'will never',
  'is never allowed to',
  'are never allowed to',
  'are never permitted to',
  'never',
  'is never to',
  'are never to',
  'should never be allowed to',
  'under no circumstances may',
  'must under no circumstances',
  'may under no circumstances',
  'should under no circumstances',
  'never may',
  'should never ever',
  'must never ever',
  'never ever',
  'should never be able to',
];
const BARRED = [
  'are forbidden from',
  'is forbidden from',
  'are prohibited from',
  'is prohibited from',
  'are blocked from',
  'is blocked from',
  'are barred from',
  'is barred from',
  'are banned from',
  'is banned from',
  'should be prevented from',
  'must be prevented from',
  'should be blocked from',
  'are prevented from',
  'is prevented from',
  'should refrain from',
  'must refrain from',
  'should stay away from',
  'must stay away from',
  'should be stopped from',
  'must be blocked from',
  'must be stopped from',
  'should be kept from',
  'must avoid',
  'should avoid',
  'has no business',
];
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

export function readModality(c: Cursor): Modality | undefined {
  return c.attempt((): Modality | undefined => {
    c.eat(',', 'also', 'always');
    const must = readMustAsk(c);
    if (must !== undefined) return must;
    const access = readAccess(c);
    if (access !== undefined) return access;
    const phrase = c.eat(...MAY, ...MAY_ONLY, ...MAY_NOT, ...NEVER, ...BARRED);
    if (phrase === undefined) return undefined;
    if (BARRED.includes(phrase)) return { approval: 'block', form: 'gerund' };
    if (NEVER.includes(phrase)) return { approval: 'block', form: 'base', isAbsolute: true };
    if (MAY_NOT.includes(phrase)) return { approval: 'block', form: 'base' };
    const isOnly = MAY_ONLY.includes(phrase) || c.eat('only') !== undefined;
    const form = /limited|restricted/.test(phrase) ? ('gerund' as const) : ('base' as const);
    return { approval: 'auto', form, ...(isOnly ? { isOnly: true } : {}) };
  });
}

/** `has read access to tickets`. */
function readAccess(c: Cursor): Modality | undefined {
  return c.attempt((): Modality | undefined => {
    const verb = c.eat(
      'has',
      'have',
      'should have',
      'gets',
      'get',
      'should only have',
      'only has',
      'only have',
      'may have',
      'may only have',
      'is given',
      'are given',
      'should get',
      'can have',
    );
    if (verb === undefined) return undefined;
    const isOnly = verb.includes('only') || c.eat('only') !== undefined;
    c.eat('full');
    if (!c.isNext('read access') && !c.isNext('write access') && !c.isNext('access to')) return undefined;
    return { approval: 'auto', form: 'noun', ...(isOnly ? { isOnly: true } : {}) };
  });
}

/** `must ask before deleting`, `needs approval to pay`. */
function readMustAsk(c: Cursor): Modality | undefined {
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
