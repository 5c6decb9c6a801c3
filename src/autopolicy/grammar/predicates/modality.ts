import type { Approval } from '../../../model/index.ts';
import type { Form } from '../../lexicon.ts';
import type { Cursor } from '../cursor.ts';
import { readMustAsk } from './must-ask.ts';

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
  'should ever',
  'may ever',
  'can ever',
  'must ever',
  'shall ever',
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
