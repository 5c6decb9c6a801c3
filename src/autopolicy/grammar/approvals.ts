import { EFFECTS, isNounLike, NUMBER_WORDS } from '../lexicon.ts';
import type { Cursor } from './cursor.ts';

const { approvals, approvers, approves, reviewed } = EFFECTS;

/** `a manager's approval`, `explicit sign-off from finance`, `to be reviewed`. */
export function readApproval(c: Cursor): true | undefined {
  return c.attempt(() => {
    if (c.eat('to be', 'being', 'be') !== undefined) return readReviewed(c);
    skipOwner(c);
    if (c.eat(...approvals) === undefined) return undefined;
    c.eat('process', 'step', 'first', 'beforehand', 'every time', 'each time');
    skipFrom(c);
    c.eat('first', 'beforehand');
    return true;
  });
}

/** Words before `approval`: whose it is, and what kind. */
function skipOwner(c: Cursor): void {
  c.attempt(() => {
    for (let i = 0; i < 5; i += 1) {
      if (c.would(() => c.eat(...approvals))) return true;
      const word = c.word();
      if (isSeveral(word)) return undefined;
      const isOwner = [
        'a',
        'an',
        'the',
        'my',
        'our',
        'your',
        'their',
        'some',
        'prior',
        "'s",
        "'",
        'any',
        'and',
        'or',
        'second',
      ].includes(word);
      if (!isOwner && !isNounLike(word)) return undefined;
      c.advance();
    }
    return undefined;
  });
}

/** A policy asks once, so that `two approvals` cannot be had. */
export function isSeveral(word: string): boolean {
  return (NUMBER_WORDS[word] ?? 1) > 1 || ['multiple', 'dual', 'double', 'both', 'several'].includes(word);
}

export function skipFrom(c: Cursor): void {
  c.attempt(() => (c.eat('from', 'by', 'of') === undefined ? undefined : readApprover(c)));
}

/** Whoever is asked: `a human`, `the finance team`, `me`. */
export function readApprover(c: Cursor): true | undefined {
  return c.attempt(() => {
    let isKnown = false;
    let count = 0;
    while (count < 5) {
      const word = c.word();
      if (isSeveral(word)) return undefined;
      if (approvers.some((phrase) => c.isNext(phrase))) isKnown = true;
      else if (
        ![
          'the',
          'a',
          'an',
          'my',
          'our',
          'your',
          'their',
          "'s",
          'another',
          'real',
          'at',
          'least',
          'one',
        ].includes(word) &&
        !(isNounLike(word) && c.token()?.kind === 'word')
      )
        break;
      c.advance();
      count += 1;
      if (isKnown && c.would(() => c.eat('or', 'and'))) {
        const more = c.attempt(() => (c.eat('or', 'and') === undefined ? undefined : readApprover(c)));
        if (more === true) return true;
      }
    }
    return isKnown ? true : undefined;
  });
}

/** `approved by a human`, `signed off`. */
export function readReviewed(c: Cursor): true | undefined {
  return c.attempt(() => {
    c.eat('explicitly', 'manually', 'always', 'first', 'carefully');
    if (c.eat(...reviewed) === undefined) return undefined;
    c.eat('and approved', 'and confirmed', 'manually', 'or rejected');
    skipFrom(c);
    c.eat('first', 'beforehand', 'manually');
    return true;
  });
}

/** `a human approves`, `the manager signs off`. */
export function readApprovers(c: Cursor): true | undefined {
  return c.attempt(() => {
    if (readApprover(c) === undefined) return undefined;
    c.eat('explicitly', 'has', 'have', 'first');
    if (c.eat(...approves, ...reviewed, 'says yes') === undefined) return undefined;
    c.eat('it', 'them', 'that', 'this', 'first');
    return true;
  });
}

const NOT_ASKED = ['with no', 'no'].flatMap((no) =>
  ['approval', 'sign-off', 'permission', 'confirmation'].flatMap((asked) =>
    ['needed', 'required', 'necessary'].map((needed) => `${no} ${asked} ${needed}`),
  ),
);

/** `with approval`, `after a human approves`, `without asking`: whether a person is asked or not. */
export function readMarker(c: Cursor): 'with' | 'without' | 'unless' | undefined {
  return c.attempt(() => {
    c.eat(',');
    c.eat('but');
    if (c.eat(...NOT_ASKED) !== undefined) return 'without';
    const word = c.eat(
      'with',
      'without',
      'after',
      'following',
      'pending',
      'subject to',
      'upon',
      'once',
      'if',
      'unless',
      'until',
      'only with',
      'only after',
      'only if',
      'only once',
      'only when',
      'when',
      'before',
      'except with',
      'on',
      'provided',
      'as long as',
      'unless with',
      'even without',
      'except after',
    );
    if (word === undefined) return undefined;
    const isVerbal =
      /^(?:if|unless|until|once|only if|only once|only when|when|after|only after|provided|as long as|before|except after)$/.test(
        word,
      );
    if (isVerbal)
      c.eat(
        'it is',
        'they are',
        'it has been',
        'they have been',
        'has been',
        'explicitly',
        'that is',
        'this is',
        'you have',
        'they have',
        'it has',
        'they get',
        'it gets',
        'you get',
        'there is',
        'being',
        'having been',
        'getting',
        'they got',
        'you got',
        'they have gotten',
        'having',
      );
    const isAsked =
      readAsking(c) ??
      readReviewed(c) ??
      readApprovers(c) ??
      c.attempt(() => {
        c.eat('a human', 'a manager');
        return readApproval(c);
      }) ??
      (c.eat('human in the loop', 'a human in the loop', "a human 's ok") === undefined ? undefined : true);
    if (isAsked === undefined) return undefined;
    if (word.endsWith('without')) return 'without';
    return word === 'unless' || word === 'until' || word === 'before' ? 'unless' : 'with';
  });
}

/** `asking me first`, `checking with a human`, `getting approval`. */
export function readAsking(c: Cursor): true | undefined {
  return c.attempt(() => {
    const verb = c.eat(
      'asking',
      'checking',
      'checking with',
      'checking in with',
      'getting',
      'obtaining',
      'seeking',
      'requesting',
      'asking for',
      'confirming with',
      'consulting',
      'first asking',
      'first getting',
      'getting a',
      'confirming',
      'receiving',
      'having',
      'asking first',
      'explicitly asking',
    );
    if (verb === undefined) return undefined;
    const object =
      readApproval(c) ??
      c.attempt(() => {
        if (readApprover(c) === undefined) return undefined;
        c.attempt(() => (c.eat('for') === undefined ? undefined : readApproval(c)));
        return true;
      });
    c.eat('first', 'beforehand');
    return object === undefined &&
      !/^(?:asking|checking|asking first|confirming|explicitly asking)$/.test(verb)
      ? undefined
      : true;
  });
}
