import { EFFECTS, verbAt } from '../../lexicon.ts';
import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import { type ClauseParts, type DraftPhrase, newPhrase } from '../draft.ts';
import { readActors } from '../nouns.ts';
import { readActionNouns, readVerbPhrase } from '../phrases.ts';
import { readApprovalDirective } from '../predicates/approval-directive.ts';
import { readActorVerb } from './actor-verb.ts';
import { readAsk } from './ask.ts';
import { readBehind } from './behind.ts';
import { readBlockOrAllow } from './block-or-allow.ts';
import { readEscalation } from './escalation.ts';
import { readKeepFrom } from './keep-from.ts';
import { readNo } from './no.ts';
import { readOfPrevious } from './of-previous.ts';
import { readPermitted } from './permitted.ts';
import { readRating } from './rating.ts';
import { READERS } from './readers.ts';
import { withActors } from './with-actors.ts';
import { withLead } from './with-lead.ts';

const NEVER = [
  'never',
  'under no circumstances',
  'in no case',
  'on no account',
  'never ever',
  'do not ever',
  'at no time',
  'absolutely do not',
  'under no circumstances should agents',
  'under no circumstances may agents',
  'under no circumstances can agents',
  'under no circumstances must agents',
  'under no circumstances ,',
];

const DO_NOT = [
  'do not',
  'i do not want',
  'we do not want',
  'avoid',
  'refrain from',
  'you must not',
  'it must not',
  'must not',
  'please do not',
  'not',
  'there must be',
  'there should be',
  'there can be',
  'stay away from',
  'i never want',
  'it should not',
];

/** `block deletes`, `do not allow agents to deploy`, `never delete customers`, `ask a human before deploying`. */
export function readDirective(
  c: Cursor,
  parts: ClauseParts,
  lead: DraftPhrase | undefined,
): readonly ActionPhrase[] | undefined {
  const never = c.eat(...NEVER);
  const doNot = never === undefined ? c.eat(...DO_NOT) : undefined;
  const negation = never ?? doNot;
  if (negation === 'not' && !c.isSameSentence) return undefined;
  if (never !== undefined) parts.isAbsolute = true;
  if (negation?.startsWith('there') === true) return c.isNext('no') ? readNo(c, parts) : undefined;
  if (negation === undefined) return readPositive(c, parts, lead);
  c.eat(':', 'ever', 'just');
  return readNegated(c, parts, lead);
}

function readNegated(
  c: Cursor,
  parts: ClauseParts,
  lead: DraftPhrase | undefined,
): readonly ActionPhrase[] | undefined {
  const asks = c.attempt(() => {
    const directive = readApprovalDirective(c);
    if (directive === undefined || directive.isBare) return undefined;
    parts.approval = 'auto';
    return readBehind(c, parts, directive.form);
  });
  if (asks !== undefined) return asks;
  parts.approval = 'block';
  const permitting = c.eat(...EFFECTS.allowVerbs);
  if (permitting !== undefined) return readPermitted(c, parts);
  if (c.eat('let', 'have') !== undefined) return readActorVerb(c, parts, 'base');
  const acting = c.attempt(() => {
    const actors = readActors(c);
    if (actors === undefined || actors === 'no one') return undefined;
    const form =
      c.eat('to') !== undefined
        ? 'base'
        : verbAt(c.words(3), ['gerund']) !== undefined
          ? 'gerund'
          : /agents$/.test(c.token(-1)?.word ?? '')
            ? 'base'
            : undefined;
    if (form === undefined) return undefined;
    return withActors(readVerbPhrase(c, form, parts, READERS), actors);
  });
  const verbs =
    acting ??
    c.attempt(() => readVerbPhrase(c, 'base', parts, READERS)) ??
    c.attempt(() => readVerbPhrase(c, 'gerund', parts, READERS));
  if (verbs !== undefined) return verbs;
  const passive = c.attempt(() => {
    const of = c.isSameSentence ? c.previous?.phrases[0] : undefined;
    if (of === undefined) return undefined;
    c.eat('be');
    return readVerbPhrase(c, 'past', parts, READERS)?.map((phrase) =>
      withLead(phrase, { ...newPhrase(), objects: of.objects, places: of.places }),
    );
  });
  if (passive !== undefined) return passive;
  const inverted = c.attempt(() => {
    if (c.eat('may', 'can', 'should', 'must', 'shall', 'do', 'are', 'is') === undefined) return undefined;
    const actors = readActors(c);
    if (actors === undefined || actors === 'no one') return undefined;
    c.eat('be allowed to', 'to', 'allowed to', 'permitted to', 'ever');
    return withActors(readVerbPhrase(c, 'base', parts, READERS), actors);
  });
  const nouns =
    c.isSameSentence && c.previous?.approval === 'auto'
      ? c.attempt(() => readActionNouns(c, parts, READERS))
      : undefined;
  if (nouns !== undefined) return nouns;
  return inverted ?? (lead !== undefined || c.isSameSentence ? readNothingBut(c, parts) : undefined);
}

/** `but not on Fridays`: the actions of the clause before. */
function readNothingBut(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  return readOfPrevious(c, parts);
}

function readPositive(
  c: Cursor,
  parts: ClauseParts,
  lead: DraftPhrase | undefined,
): readonly ActionPhrase[] | undefined {
  return (
    c.attempt(() => readEscalation(c, parts)) ??
    c.attempt(() => readRating(c, parts)) ??
    c.attempt(() => readByHand(c, parts)) ??
    c.attempt(() => readAsk(c, parts, lead)) ??
    c.attempt(() => readKeepFrom(c, parts)) ??
    c.attempt(() => readBlockOrAllow(c, parts, lead))
  );
}

/** `approve refunds manually`. */
function readByHand(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (c.eat('approve', 'review', 'check', 'confirm') === undefined) return undefined;
  parts.approval = 'approve';
  const phrases = readActionNouns(c, parts, READERS);
  return c.eat('manually', 'by hand') === undefined ? undefined : phrases;
}
