import type { Approval } from '../../model/index.ts';
import { ANYONE, EFFECTS, verbAt, type Form } from '../lexicon.ts';
import type { ActionPhrase, Clause, Thing } from '../syntax.ts';
import { readApproval, readApprover } from './approvals.ts';
import type { Cursor } from './cursor.ts';
import { isBare, narrowed, newParts, newPhrase, type ClauseParts, type DraftPhrase } from './draft.ts';
import {
  endsInAction,
  readActors,
  readNounWords,
  readThing,
  skipDeterminers,
  soundsLikeActor,
  thingOf,
  type Actors,
} from './nouns.ts';
import { readActionNouns, readersWith, readVerbPhrase } from './phrases.ts';
import {
  readApprovalDirective,
  readModality,
  readPredicate,
  type Modality,
  type Predicate,
} from './predicates.ts';
import { addThings, readQualifiers, readRisk, type Readers } from './qualifiers.ts';
import { readRelative, relativeTo } from './numbers.ts';

const READERS = readersWith((c) => c.wouldBeClause(() => readClause(c)));

const CONNECTORS = [
  'and',
  'but',
  'also',
  'then',
  'however',
  'so',
  'plus',
  'while',
  'whereas',
  'although',
  'though',
  'yet',
  'and then',
  'but then',
  'in addition',
  'additionally',
  'furthermore',
  'moreover',
  'please',
  'make sure',
  'make sure that',
  'ensure',
  'ensure that',
  'finally',
  'i would like',
  'otherwise ,',
  'note that',
  'and also',
  'that',
  'please make sure',
  'please ensure',
  'be sure',
  'in general ,',
  'first',
  'first of all',
  'next',
  'second',
  'lastly',
  'as well',
  'and please',
  'but please',
  'always',
  'basically',
  'simply',
  ',',
  ';',
  ':',
  'our policy is that',
  'the policy is',
  'the rule is',
  'remember',
  'remember that',
  'i need',
];

/** A clause: what is to happen to which actions. */
export function readClause(c: Cursor): Clause | undefined {
  return c.attempt(() => {
    const start = c.token()?.start ?? 0;
    while (c.eat(...CONNECTORS) !== undefined);
    const parts = newParts();
    return (
      readWhole(c, parts, start, undefined) ??
      c.attempt(() => {
        const lead = readLead(c, parts);
        return lead === undefined ? undefined : readWhole(c, parts, start, lead);
      })
    );
  });
}

/** What stands before: `on weekends`, `for support bots`, `if the amount exceeds $500`. */
function readLead(c: Cursor, parts: ClauseParts): DraftPhrase | undefined {
  const lead = newPhrase();
  const isRead = readQualifiers(c, [lead], parts, READERS);
  if (!isRead || isBare(lead)) return undefined;
  c.eat(',', ':', ', then', 'then', '-');
  return lead;
}

function readWhole(
  c: Cursor,
  parts: ClauseParts,
  start: number,
  lead: DraftPhrase | undefined,
): Clause | undefined {
  return c.attempt(() => {
    const read = readCore(c, parts, lead);
    if (read === undefined) return undefined;
    const phrases = lead === undefined ? read : read.map((phrase) => withLead(phrase, lead));
    return clauseOf(c, parts, start, phrases);
  });
}

function withLead(phrase: ActionPhrase, lead: ActionPhrase): ActionPhrase {
  return {
    ...phrase,
    objects: phrase.objects.length === 0 ? lead.objects : phrase.objects,
    places: [...phrase.places, ...lead.places],
    agents: phrase.agents.length === 0 ? lead.agents : phrase.agents,
    conditions: [...phrase.conditions, ...lead.conditions],
  };
}

function clauseOf(
  c: Cursor,
  parts: ClauseParts,
  start: number,
  phrases: readonly ActionPhrase[],
): Clause | undefined {
  const { risk, only, exceptions, isAbsolute, zones } = parts;
  const approval = markedApproval(parts);
  if (approval === undefined && risk === undefined) return undefined;
  const [zone] = zones;
  const other = zones.find((one) => one !== zone);
  if (other !== undefined) {
    c.blame({
      kind: 'zone',
      start,
      end: c.token(-1)?.end ?? start,
      help: `a policy has one time zone, not \`${zone ?? ''}\` and \`${other}\``,
    });
    return undefined;
  }
  const end = c.token(-1)?.end ?? start;
  const trimmed = c.tokens.find(
    (token) => token.start >= start && ![',', 'and', 'but', ':'].includes(token.word),
  );
  return {
    place: { start: trimmed?.start ?? start, end },
    phrases,
    exceptions,
    isAbsolute: isAbsolute && exceptions.length === 0 && approval === 'block',
    ...(approval === undefined ? {} : { approval }),
    ...(risk === undefined ? {} : { risk }),
    ...(only === undefined || approval !== 'auto' ? {} : { only }),
    ...(zone === undefined ? {} : { zone }),
  };
}

/** `block .. unless approved` and `allow .. with approval` both ask; `allow .. without approval` does not. */
function markedApproval({ approval, marker }: ClauseParts): Approval | undefined {
  if (marker === undefined || approval === undefined) return approval;
  if (marker === 'without') return approval === 'auto' ? 'auto' : 'approve';
  return approval === 'block' || approval === 'auto' ? 'approve' : approval;
}

function readCore(
  c: Cursor,
  parts: ClauseParts,
  lead: DraftPhrase | undefined,
): readonly ActionPhrase[] | undefined {
  const tries = [
    readDefault,
    readReadOnly,
    readOnlySubject,
    readNo,
    readDirective,
    readApproverFirst,
    readItIs,
    readActionSubject,
    readActorSubject,
    readPassive,
    readLet,
    readElliptical,
  ];
  for (const read of tries) {
    const trial = { ...parts, exceptions: [...parts.exceptions], zones: [...parts.zones] };
    const phrases = c.attempt(() => {
      const result = read(c, trial, lead);
      return result === undefined || !endsHere(c) ? undefined : result;
    });
    if (phrases !== undefined) {
      Object.assign(parts, trial);
      return phrases;
    }
  }
  return undefined;
}

/** A clause ends where the sentence does, or where another can begin. */
function endsHere(c: Cursor): boolean {
  if (c.isAtEnd) return true;
  if (['while', 'whereas', 'although', 'though', 'but', 'so', 'then', 'and then', ')'].includes(c.word()))
    return true;
  return [',', ';', 'and', 'or', '-', '(', 'however', 'otherwise', 'yet', 'plus', ':'].includes(c.word());
}

// --- defaults ------------------------------------------------------------------------------------------------------

/** `by default, block`, `deny by default`, `default to approval`, `the default is block`. */
function readDefault(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const rest: ActionPhrase = { ...newPhrase(), isRest: true };
  if (
    c.eat(
      'default to',
      'the default is',
      'the default should be',
      'default :',
      'default is',
      'defaults to',
      'the default is to',
      'default action is',
      'default action :',
      'default policy is',
      'by default :',
      'by default ,',
      'by default',
      'the default action is',
    ) !== undefined
  ) {
    const whole = c.attempt(() => {
      const phrases =
        readActionSubject(c, parts) ?? readBlockOrAllow(c, parts, undefined) ?? readAsk(c, parts, undefined);
      return phrases?.every(isBare) === true ? phrases : undefined;
    });
    if (whole !== undefined) return [rest];
    parts.approval = readPlainEffect(c);
    if (parts.approval === undefined) return undefined;
    if (c.eat('everything', 'anything', 'all actions', 'all', 'it all') !== undefined) c.eat('else');
    return [rest];
  }
  const effect = readPlainEffect(c);
  if (effect === undefined) return undefined;
  c.eat('everything', 'all', 'anything', 'everything else', 'all actions', 'for everything');
  if (c.eat('by default', 'as the default', 'as default', 'as a default') === undefined) return undefined;
  parts.approval = effect;
  return [rest];
}

function readPlainEffect(c: Cursor): Approval | undefined {
  if (c.eat(...EFFECTS.blockVerbs, ...EFFECTS.blocked, 'blocking', 'denying') !== undefined) return 'block';
  if (
    c.eat(
      'approval',
      'require approval',
      'ask',
      'asking',
      'ask a human',
      'needs approval',
      'approve',
      'human approval',
      'requiring approval',
      'review',
      'ask for approval',
      'to ask',
      'ask me',
    ) !== undefined
  )
    return 'approve';
  if (c.eat(...EFFECTS.allowVerbs, 'allowed', 'auto', 'allowing', 'permitted', 'open') !== undefined)
    return 'auto';
  return undefined;
}

/** `read-only`, `the agent is read-only`, `read-only access to the crm`. */
function readReadOnly(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const actors = c.attempt(() => {
    const read = readActors(c);
    if (read === undefined || read === 'no one') return undefined;
    return c.eat(
      'is',
      'are',
      'has',
      'have',
      'get',
      'gets',
      'should be',
      'must be',
      'only has',
      'only have',
      'should have',
      'should only have',
      'must only have',
    ) === undefined
      ? undefined
      : read;
  });
  c.eat('allow', 'give agents', 'grant', 'only', 'permit', 'a');
  if (c.eat('read-only', 'read only', 'readonly') === undefined) return undefined;
  c.eat('access', 'mode', 'permissions', 'rights', 'permission');
  parts.approval = 'auto';
  const phrase = newPhrase([{ id: 'read' }]);
  if (Array.isArray(actors)) phrase.agents = actors as readonly Thing[];
  parts.only = 'all';
  readQualifiers(c, [phrase], parts, READERS);
  addObjectsAsPlaces(phrase);
  if (phrase.places.length > 0) parts.only = 'all';
  return [{ ...phrase, isReadOnly: true } as ActionPhrase];
}

function addObjectsAsPlaces(phrase: DraftPhrase): void {
  phrase.places = [...phrase.places, ...phrase.objects];
  phrase.objects = [];
}

// --- imperatives ---------------------------------------------------------------------------------------------------

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
function readDirective(
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
    c.attempt(() => readAsk(c, parts, lead)) ??
    c.attempt(() => readKeepFrom(c, parts)) ??
    c.attempt(() => readBlockOrAllow(c, parts, lead))
  );
}

/** `escalate deploys to a human`, `flag transfers for review`. */
function readEscalation(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (
    c.eat(
      'escalate',
      'flag',
      'hold',
      'route',
      'queue',
      'send',
      'submit',
      'pass',
      'hand',
      'put',
      'refer',
      'forward',
      'pause',
      'stop',
      'hold back',
    ) === undefined
  )
    return undefined;
  parts.approval = 'approve';
  const inner = newParts();
  const phrases = readActionNouns(c, inner, NO_PLACES);
  if (phrases === undefined) return undefined;
  const isAsked =
    c.attempt(() =>
      c.eat('for', 'until', 'on hold for', 'up for', 'to get', 'and wait for', 'pending') === undefined
        ? undefined
        : readApproval(c),
    ) ??
    c.attempt(() => {
      if (
        c.eat('to', 'past', 'through', 'over to', 'by', 'on to') === undefined ||
        readApprover(c) === undefined
      )
        return undefined;
      c.eat('first', 'for approval', 'for review', 'for sign-off');
      return true as const;
    });
  if (isAsked === undefined) return undefined;
  parts.exceptions.push(...inner.exceptions);
  readQualifiers(c, phrases, parts, READERS);
  return phrases;
}

/** `to a human` is no place here, so nothing is read behind the noun but amounts. */
const NO_PLACES: Readers = {
  ...READERS,
  isEnd: (c) =>
    c.would(() =>
      c.eat('to', 'past', 'through', 'by', 'over to') === undefined ? undefined : readApprover(c),
    ) || c.would(() => (c.eat('for', 'until', 'pending') === undefined ? undefined : readApproval(c))),
};

/** Where what happens is said behind, a list goes on as long as it can. */
const SUBJECTS: Readers = { ...READERS, isClause: () => false };

/** `treat transfers as critical`. */
function readRating(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (
    c.eat('treat', 'mark', 'classify', 'consider', 'rate', 'flag', 'label', 'regard', 'class') === undefined
  )
    return undefined;
  const phrases = readActionNouns(c, parts, READERS);
  if (phrases === undefined) return undefined;
  if (parts.risk !== undefined) return phrases;
  c.eat('as', 'to be');
  const risk = readRisk(c);
  if (risk === undefined) return undefined;
  parts.risk = risk;
  return phrases;
}

/** `ask a human before deploying`, `require approval for writes`; without actions those of the clause before. */
function readAsk(
  c: Cursor,
  parts: ClauseParts,
  lead: DraftPhrase | undefined,
): readonly ActionPhrase[] | undefined {
  const directive = readApprovalDirective(c);
  if (directive === undefined) return undefined;
  parts.approval = 'approve';
  if (!directive.isBare || !(c.isAtEnd || c.isNext(',') || c.isNext('and'))) {
    const phrases = c.attempt(() => readBehind(c, parts, directive.form));
    if (phrases !== undefined) return phrases;
  }
  return lead === undefined && !c.isSameSentence && c.isAtEnd ? undefined : readOfPrevious(c, parts, lead);
}

function readBehind(c: Cursor, parts: ClauseParts, form: Form): readonly ActionPhrase[] | undefined {
  if (form === 'noun') {
    return (
      c.attempt(() => readHappening(c, parts)) ??
      c.attempt(() => readActionNouns(c, parts, READERS)) ??
      c.attempt(() => readActorGerund(c, parts))
    );
  }
  return readVerbPhrase(c, form, parts, READERS);
}

/** `before anything is deleted`, `before code is pushed`. */
function readHappening(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const thing = readThing(c);
  if (thing === undefined) return undefined;
  if (c.eat('is', 'are', 'gets', 'get', 'can be', 'may be', 'is being', 'are being') === undefined)
    return undefined;
  const subject = newPhrase();
  addThings(subject, [thing], true);
  return readVerbPhrase(c, 'past', parts, READERS)?.map((phrase) => withLead(phrase, subject));
}

/** `before agents delete anything`, `for agents deleting records`. */
function readActorGerund(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const actors = readActors(c);
  if (actors === undefined || actors === 'no one') return undefined;
  c.eat('can', 'may');
  const verbs =
    c.attempt(() => readVerbPhrase(c, 'base', parts, READERS)) ??
    c.attempt(() => readVerbPhrase(c, 'singular', parts, READERS)) ??
    readVerbPhrase(c, 'gerund', parts, READERS);
  return withActors(verbs, actors);
}

/** `keep the agent from deleting`, `prevent agents from deploying`, `block the intern from deploying`. */
function readKeepFrom(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (
    c.eat(
      'keep',
      'prevent',
      'stop',
      'block',
      'forbid',
      'ban',
      'prohibit',
      'bar',
      'restrict',
      'disallow',
      'hinder',
    ) === undefined
  )
    return undefined;
  const actors = readActors(c);
  if (actors === undefined || actors === 'no one') return undefined;
  parts.approval = 'block';
  if (c.eat('from') !== undefined) return withActors(readVerbPhrase(c, 'gerund', parts, READERS), actors);
  if (c.eat('to') !== undefined) return withActors(readVerbPhrase(c, 'base', parts, READERS), actors);
  return actors === 'anyone' ? withActors(readVerbPhrase(c, 'gerund', parts, READERS), actors) : undefined;
}

function readBlockOrAllow(
  c: Cursor,
  parts: ClauseParts,
  lead: DraftPhrase | undefined,
): readonly ActionPhrase[] | undefined {
  const isOnly = c.eat('only', 'exclusively') !== undefined;
  if (!isOnly && c.eat('always block', ...EFFECTS.blockVerbs) !== undefined) {
    parts.approval = 'block';
    c.eat(':');
    return (
      c.attempt(() => readActionNouns(c, parts, READERS)) ??
      c.attempt(() => readActorsAlone(c)) ??
      (lead === undefined ? undefined : readOfLead(c, parts))
    );
  }
  if (c.eat(...EFFECTS.allowVerbs, 'give', 'grant') === undefined) return undefined;
  const isGiving = /give|grant/.test(c.token(-1)?.word ?? '');
  parts.approval = 'auto';
  const wasOnly = isOnly || c.eat('only', 'just') !== undefined;
  c.eat(':');
  const phrases = isGiving ? readGiven(c, parts) : readPermitted(c, parts, lead);
  if (phrases !== undefined && wasOnly) parts.only = focusOf(phrases);
  return phrases;
}

/** `give the support bot read access to tickets`. */
function readGiven(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const actors = c.attempt(() => {
    skipDeterminers(c);
    const words: string[] = [];
    while (
      words.length < 3 &&
      c.token()?.kind === 'word' &&
      !c.isNext('read') &&
      !c.isNext('write') &&
      !c.isNext('full') &&
      !c.isNext('access')
    ) {
      words.push(c.word());
      c.advance();
    }
    return soundsLikeActor(words) ? words : undefined;
  });
  if (!c.isNext('read access') && !c.isNext('write access')) return undefined;
  const phrases = readActionNouns(c, parts, READERS);
  const isAny = actors === undefined || /^(?:agents?|bots?|assistants?)$/.test(actors.join(' '));
  return phrases === undefined || isAny ? phrases : withActors(phrases, [thingOf(actors.slice(0, -1))]);
}

/** What is allowed: `reads`, or `the bot to read`. */
function readPermitted(
  c: Cursor,
  parts: ClauseParts,
  lead?: DraftPhrase,
): readonly ActionPhrase[] | undefined {
  const acting = c.attempt(() => {
    const actors = readActors(c);
    if (actors === undefined || actors === 'no one') return undefined;
    c.eat('only');
    if (c.eat('to', 'to only') === undefined) {
      return actors === 'anyone' ||
        soundsLikeActor(c.tokens.slice(Math.max(0, c.at - 1), c.at).map(({ word }) => word))
        ? withActors(readVerbPhrase(c, 'gerund', parts, READERS), actors)
        : undefined;
    }
    return withActors(readVerbPhrase(c, 'base', parts, READERS), actors);
  });
  if (acting !== undefined) return acting;
  return (
    c.attempt(() => readActionNouns(c, parts, READERS)) ??
    c.attempt(() => (c.eat('to') === undefined ? undefined : readVerbPhrase(c, 'base', parts, READERS))) ??
    (lead === undefined ? undefined : readOfLead(c, parts))
  );
}

/** `on production, block`: whatever happens there. */
function readOfLead(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  return c.isAtEnd || c.isNext(',') ? readOfPrevious(c, parts) : undefined;
}

/** `block the intern bot`. */
function readActorsAlone(c: Cursor): readonly ActionPhrase[] | undefined {
  const start = c.at;
  const actors = readActors(c);
  const words = c.tokens.slice(start, c.at).map(({ word }) => word);
  if (!Array.isArray(actors) || !soundsLikeActor(words)) return undefined;
  return [{ ...newPhrase(), agents: actors as readonly Thing[] }];
}

function readLet(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (c.eat('let', 'have') === undefined) return undefined;
  const isOnly = c.eat('only') !== undefined;
  parts.approval = 'auto';
  const through = c.attempt(() => {
    const phrases = readActionNouns(c, parts, READERS);
    return phrases !== undefined &&
      c.eat(
        'through',
        'pass',
        'happen',
        'go through',
        'run',
        'run automatically',
        'happen automatically',
        'go through automatically',
      ) !== undefined
      ? phrases
      : undefined;
  });
  if (through !== undefined) return through;
  const phrases = readActorVerb(c, parts, 'base');
  if (isOnly && phrases !== undefined) parts.only = 'agents';
  return phrases;
}

function readActorVerb(c: Cursor, parts: ClauseParts, form: Form): readonly ActionPhrase[] | undefined {
  return c.attempt(() => {
    const actors = readActorsBefore(c, () => verbAt(c.words(3), [form]));
    if (actors === undefined || actors === 'no one') return undefined;
    return withActors(readVerbPhrase(c, form, parts, READERS), actors);
  });
}

/** Who acts, where the verb follows at once: `let the research agent browse the web`. */
function readActorsBefore(c: Cursor, isVerb: () => unknown): Actors | undefined {
  const whole = c.attempt(() => {
    const actors = readActors(c);
    return actors !== undefined && isVerb() !== undefined ? actors : undefined;
  });
  if (whole !== undefined) return whole;
  skipDeterminers(c);
  for (const count of [1, 2, 3]) {
    const words = c.words(count);
    if (words.length < count) return undefined;
    if (!soundsLikeActor(words)) continue;
    c.advance(count);
    if (isVerb() === undefined) return undefined;
    const head = words.slice(0, -1);
    return head.length === 0 || /^(?:ai|the)$/.test(head.join(' '))
      ? /^(?:agents?|bots?|assistants?)$/.test(words.join(''))
        ? 'anyone'
        : [{ words }]
      : [{ words: head }];
  }
  return undefined;
}

// --- no ------------------------------------------------------------------------------------------------------------

/** `no deletes on production`, `nothing on production`, `neither deletes nor drops are allowed`. */
function readNo(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (
    c.eat(
      'no approval needed for',
      'no approval is needed for',
      'no approval required for',
      'no approval is required for',
      'no approval for',
      'no approval necessary for',
      'no need to ask for',
      'no need for approval for',
      'no need to approve',
      'no need to ask before',
      'there is no need to approve',
      'no approval needed to',
      'no sign-off needed for',
      'no approval is necessary for',
    ) !== undefined
  ) {
    parts.approval = 'auto';
    return c.token(-1)?.word === 'to'
      ? readVerbPhrase(c, 'base', parts, READERS)
      : readActionNouns(c, parts, READERS);
  }
  const word = c.eat('no', 'zero', 'nothing', 'neither', 'none of the', 'no more', 'absolutely no');
  if (word === undefined) return undefined;
  parts.approval = 'block';
  if (word === 'nothing') {
    const phrase = newPhrase();
    if (!readQualifiers(c, [phrase], parts, READERS) && c.isAtEnd) return undefined;
    return readSubjectVerb(c, parts, phrase) ?? [phrase];
  }
  const phrases =
    c.attempt(() => {
      const read = readActionNouns(c, parts, SUBJECTS);
      return read !== undefined && c.would(() => readPredicate(c)) ? read : undefined;
    }) ?? readActionNouns(c, parts, READERS);
  if (phrases === undefined) return undefined;
  const said = c.attempt(() => readPredicate(c));
  if (said !== undefined) {
    if (said.approval === 'approve') {
      parts.approval = 'auto';
      return phrases;
    }
    if (said.approval !== 'auto') return undefined;
    readQualifiers(c, phrases, parts, READERS);
    return phrases;
  }
  const [first] = phrases;
  if (phrases.length === 1 && first?.verbs === 'any' && !c.isAtEnd)
    return readSubjectVerb(c, parts, first) ?? phrases;
  return phrases;
}

/** `nothing may be deleted`, `no customer may be deleted`. */
function readSubjectVerb(
  c: Cursor,
  parts: ClauseParts,
  subject: DraftPhrase,
): readonly ActionPhrase[] | undefined {
  return c.attempt(() => {
    if (
      c.eat(
        'may be',
        'can be',
        'is to be',
        'should be',
        'must be',
        'should ever be',
        'may ever be',
        'is',
        'are',
        'gets',
        'can ever be',
        'must ever be',
        'are to be',
      ) === undefined
    )
      return undefined;
    const verbs = readVerbPhrase(c, 'past', parts, READERS);
    return verbs?.map((phrase) => withLead(phrase, subject));
  });
}

// --- subjects ------------------------------------------------------------------------------------------------------

/** `only the billing agent can issue refunds`, `only reads are allowed`, `nobody except admins may delete users`. */
function readOnlySubject(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (
    c.eat(
      'only',
      'nobody except',
      'no one except',
      'nobody but',
      'no one but',
      'no one other than',
      'nobody other than',
      'no agent except',
      'no agents except',
      'no agent but',
      'no one apart from',
      'no agent other than',
      'no one besides',
      'nobody besides',
      'just',
    ) === undefined
  )
    return undefined;
  const acting = c.attempt(() => {
    const actors = readActors(c);
    if (!Array.isArray(actors)) return undefined;
    const modality = readModality(c);
    if (modality === undefined || modality.approval !== 'auto') return undefined;
    parts.approval = 'auto';
    parts.only = 'agents';
    const phrases = withActors(readVerbPhrase(c, modality.form, parts, READERS), actors as readonly Thing[]);
    parts.only = 'agents';
    return phrases;
  });
  if (acting !== undefined) return acting;
  const phrases = readActionNouns(c, parts, READERS);
  if (phrases === undefined) return undefined;
  const said = readPredicate(c);
  if (said?.approval !== 'auto') return undefined;
  parts.approval = 'auto';
  readQualifiers(c, phrases, parts, READERS);

  parts.only = focusOf(phrases);
  return phrases;
}

/** What `only` is about where it stands before all: the circumstances, if some are named. */
function focusOf(phrases: readonly ActionPhrase[]): 'all' | 'agents' | 'places' | 'conditions' {
  if (phrases.some(({ conditions }) => conditions.length > 0)) return 'conditions';
  if (phrases.some(({ agents }) => agents.length > 0)) return 'agents';
  return phrases.some(({ places }) => places.length > 0) ? 'places' : 'all';
}

/** `agents may read anything`, `the bot must ask before deploying`, `nobody may delete backups`. */
function readActorSubject(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  c.eat('i want', 'we want');
  const start = c.at;
  const actors = readActors(c);
  if (actors === undefined) return undefined;
  const words = c.tokens.slice(start, c.at).map(({ word }) => word);
  if (c.eat('who', 'that') !== undefined) return undefined;
  const modality = readModality(c);
  if (modality === undefined) return undefined;
  if (endsInAction(words) !== undefined && !soundsLikeActor(words) && modality.form !== 'base')
    return undefined;
  return readModal(c, parts, actors, modality);
}

function readModal(
  c: Cursor,
  parts: ClauseParts,
  actors: Actors,
  modality: Modality,
): readonly ActionPhrase[] | undefined {
  parts.approval =
    actors === 'no one' ? (modality.approval === 'auto' ? 'block' : undefined) : modality.approval;
  if (parts.approval === undefined) return undefined;
  if (modality.isAbsolute === true) parts.isAbsolute = true;
  const forms: readonly Form[] = modality.form === 'base' ? ['base'] : [modality.form];
  const read = (): readonly ActionPhrase[] | undefined =>
    modality.form === 'noun'
      ? readBehind(c, parts, 'noun')
      : readVerbPhrase(c, forms[0] ?? 'base', parts, READERS);
  const phrases =
    c.attempt(read) ??
    (modality.approval === 'approve' && modality.form === 'base'
      ? c.attempt(() => readActionNouns(c, parts, READERS))
      : undefined);
  if (phrases === undefined) return undefined;
  const acting = withActors(phrases, actors);
  if (parts.approval === 'auto') readNothingElse(c, parts);
  if (modality.isOnly === true && acting !== undefined) parts.only ??= onlyOfModal(acting);
  return acting;
}

/** `may only read` leaves nothing else; `can only deploy to staging` is about the place. */
/** `read access to Jira and nothing else`. */
function readNothingElse(c: Cursor, parts: ClauseParts): void {
  if (
    c.eat(
      'and nothing else',
      'and nothing more',
      ', nothing else',
      'nothing else',
      '- nothing else',
      ', and nothing else',
      'but nothing else',
      ', but nothing else',
    ) !== undefined
  )
    parts.only = 'all';
}

function onlyOfModal(phrases: readonly ActionPhrase[]): 'all' | 'places' | 'conditions' {
  const isRead = phrases.every(({ verbs }) => verbs !== 'any' && verbs.every(({ id }) => id === 'read'));
  if (isRead) return 'all';
  if (phrases.some(({ conditions }) => conditions.length > 0)) return 'conditions';
  return phrases.some(({ places }) => places.length > 0) ? 'places' : 'all';
}

function withActors(
  phrases: readonly ActionPhrase[] | undefined,
  actors: Actors,
): readonly ActionPhrase[] | undefined {
  if (phrases === undefined || actors === 'anyone' || actors === 'no one') return phrases;
  return phrases.map((phrase) => ({ ...phrase, agents: [...actors, ...phrase.agents] }));
}

/** `deletes on production are blocked`, `refunds over $500 need approval`, `everything else is fine`. */
function readActionSubject(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  c.eat('all of the', 'any of the');
  const phrases = readRelativeSubject(c) ?? c.attempt(() => readActionNouns(c, parts, SUBJECTS));
  if (phrases === undefined || phrases.some((phrase) => isActor(phrase))) return undefined;
  c.eat(',', ':');
  const said = readPredicate(c);
  if (said === undefined) return undefined;
  parts.approval = said.approval ?? parts.approval;
  if (said.risk !== undefined) parts.risk = said.risk;
  if (said.isAbsolute === true) parts.isAbsolute = true;
  const { limit } = said;
  if (limit !== undefined)
    for (const phrase of phrases as DraftPhrase[]) phrase.conditions = [...phrase.conditions, limit];
  const before = sizes(phrases);
  readQualifiers(c, phrases, parts, READERS);
  const wasDefault = c.eat('by default') !== undefined;
  if (said.isOnly === true && parts.only === undefined) {
    if (parts.marker === 'with') return phrases;
    const side = sideThatGrew(before, phrases);
    if (side === undefined) return undefined;
    parts.only = side;
  }
  if (wasDefault) return phrases.every(isBare) ? [{ ...newPhrase(), isRest: true }] : undefined;
  return phrases;
}

function isActor({ verbs, objects }: ActionPhrase): boolean {
  return (
    verbs === 'any' && objects.some(({ words }) => soundsLikeActor(words) || ANYONE.has(words.join(' ')))
  );
}

function sizes(
  phrases: readonly ActionPhrase[],
): Readonly<Record<'conditions' | 'agents' | 'places', number>> {
  const size = (side: 'conditions' | 'agents' | 'places'): number =>
    phrases.reduce((sum, phrase) => sum + phrase[side].length, 0);
  return {
    conditions: size('conditions'),
    agents: size('agents'),
    places: size('places') + phrases.reduce((sum, { objects }) => sum + objects.length, 0),
  };
}

function sideThatGrew(
  before: ReturnType<typeof sizes>,
  phrases: readonly ActionPhrase[],
): 'conditions' | 'agents' | 'places' | undefined {
  const after = sizes(phrases);
  return (['conditions', 'agents', 'places'] as const).find((side) => after[side] > before[side]);
}

/** `anything larger`, `larger refunds`, `more than that`, `amounts above that`. */
function readRelativeSubject(c: Cursor): readonly ActionPhrase[] | undefined {
  return c.attempt(() => {
    c.eat(
      'anything',
      'everything',
      'amounts',
      'refunds',
      'payments',
      'those',
      'any amount',
      'all amounts',
      'whatever is',
      'anything that is',
      'any',
      'all',
      'transactions',
      'anything else',
      'the ones',
      'ones',
      'requests',
      'sums',
    );

    const adjective = c.attempt(() => {
      const isLarger = c.eat('larger', 'bigger', 'higher', 'greater') !== undefined;
      if (!isLarger && c.eat('smaller', 'lower') === undefined) return undefined;
      const noun = readNounWords(c);
      if (noun === undefined) return undefined;
      return relativeTo(c, isLarger);
    });
    const amount = adjective ?? readRelative(c);
    const before = c.previous?.phrases;
    if (amount === undefined || before === undefined) return undefined;
    c.eat('ones', 'amounts', 'one');
    return before.map((phrase) => ({
      ...phrase,
      conditions: [...phrase.conditions.filter(({ kind }) => kind !== 'number'), amount],
    }));
  });
}

/** `customers must never be deleted`, `emails may be sent after approval`. */
function readPassive(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const things = [readThing(c)];
  while (c.eat('and', 'or', ',', ', and') !== undefined) things.push(readThing(c));
  if (things.some((thing) => thing === undefined)) return undefined;
  const subject = newPhrase();
  addThings(subject, things as readonly Thing[], true);
  readQualifiers(c, [subject], parts, READERS);
  const modal = c.eat(
    'can',
    'may',
    'must',
    'should',
    'are allowed to',
    'is allowed to',
    'could',
    'are to',
    'is to',
    'shall',
    'will',
    'are',
    'is',
    'are not allowed to',
    'is not allowed to',
    'are never to',
    'have to',
    'has to',
  );
  if (modal === undefined) return undefined;
  const isOnly = c.eat('only') !== undefined;
  const negation = c.eat('not', 'never', 'not ever', 'under no circumstances', 'never ever');
  c.eat('only', 'always', 'ever', 'also', 'freely');
  const wasOnly = isOnly || c.token(-1)?.word === 'only';
  const isFinite = modal === 'are' || modal === 'is';
  if (!isFinite && c.eat('be') === undefined) return undefined;
  if (isFinite && negation === undefined) return undefined;
  const isNot = negation !== undefined || modal.includes('not') || modal.includes('never');
  if (negation !== undefined && negation !== 'not') parts.isAbsolute = true;
  parts.approval = isNot ? 'block' : 'auto';
  const verbs = readVerbPhrase(c, 'past', parts, READERS);
  const phrases = verbs?.map((phrase) => withLead(phrase, subject));
  if (phrases === undefined) return undefined;
  if (
    !isNot &&
    /must|should|shall|to$/.test(modal) &&
    !modal.includes('allowed') &&
    parts.marker === undefined
  )
    return undefined;
  if (wasOnly && !isNot && parts.marker === undefined)
    parts.only ??= focusOf(phrases.map((phrase) => ({ ...phrase, objects: [] })));
  return phrases;
}

/** `a human must approve deploys`, `approval is required for deploys`, `human approval: transfers`. */
function readApproverFirst(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
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

/** `it is forbidden to delete customers`, `it's fine to read tickets`, `deleting is fine` as `it is fine`. */
function readItIs(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (
    c.eat(
      'it is',
      'there is',
      'it should be',
      'it must be',
      'it is strictly',
      'it is perfectly',
      'it is totally',
      'feel free',
      'you are free',
      'it is absolutely',
      'agents feel free',
      'it is always',
    ) === undefined
  )
    return undefined;
  const isFree = c.token(-1)?.word === 'free';
  const isNot = c.eat('not', 'never', 'not ever') !== undefined;
  const isFine = isFree || c.eat(...EFFECTS.allowed, 'possible', 'good') !== undefined;
  if (isFine) parts.approval = isNot ? 'block' : 'auto';
  else if (!isNot && c.eat(...EFFECTS.blocked) !== undefined) parts.approval = 'block';
  else return undefined;
  c.attempt(() => (c.eat('for') === undefined ? undefined : readActors(c)));
  if (c.eat('to', 'if agents', 'for agents to', 'if the agent', 'if the bot') === undefined) return undefined;
  return (
    c.attempt(() => readVerbPhrase(c, 'base', parts, READERS)) ??
    readVerbPhrase(c, 'singular', parts, READERS)
  );
}

// --- what refers to the clause before ------------------------------------------------------------------------------

/** `but must never delete customers`, `over $100 need approval`, `otherwise ask`, `but only up to $50`. */
function readElliptical(
  c: Cursor,
  parts: ClauseParts,
  lead: DraftPhrase | undefined,
): readonly ActionPhrase[] | undefined {
  return (
    c.attempt(() => readOtherwise(c, parts)) ??
    c.attempt(() => readBareReadAccess(c, parts)) ??
    c.attempt(() => readOnlyPlace(c, parts)) ??
    c.attempt(() => readNamesOnly(c, parts, lead)) ??
    (c.isSameSentence ? c.attempt(() => readSharedSubject(c, parts)) : undefined) ??
    c.attempt(() => readNarrowedPrevious(c, parts, lead))
  );
}

function readNamesOnly(
  c: Cursor,
  parts: ClauseParts,
  _lead: DraftPhrase | undefined,
): readonly ActionPhrase[] | undefined {
  if (
    c.eat(
      'ask :',
      'approve :',
      'approval :',
      'needs approval :',
      'require approval :',
      'require :',
      'ask for :',
      'ask first :',
      'review :',
    ) === undefined
  )
    return undefined;
  parts.approval = 'approve';
  return readActionNouns(c, parts, READERS);
}

function readSharedSubject(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const modality = readModality(c);
  const agents = c.previous?.phrases[0]?.agents ?? [];
  if (modality !== undefined) return readModal(c, parts, agents.length === 0 ? 'anyone' : agents, modality);
  return undefined;
}

/** `otherwise ask a human`: the same actions, whatever the circumstances. */
function readOtherwise(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (
    c.eat(
      'otherwise',
      'otherwise ,',
      'if not ,',
      'or else',
      'in all other cases',
      'in all other cases ,',
      'in any other case',
      'if not',
      'in other cases',
      'in other cases ,',
    ) === undefined
  )
    return undefined;
  const effect = readPlainEffect(c) ?? readAskPlain(c) ?? readPredicate(c)?.approval;
  if (effect === undefined) return undefined;
  parts.approval = effect;
  const isAll = c.eat('everything', 'everything else', 'anything', 'all', 'all actions') !== undefined;
  c.eat('them', 'it');
  const before = c.previous;
  const hasCircumstances = before?.phrases.some(({ conditions }) => conditions.length > 0) ?? false;
  if (isAll || before === undefined || !hasCircumstances || !c.isSameSentence)
    return isAll || before !== undefined ? [{ ...newPhrase(), isRest: true }] : undefined;
  return before.phrases.map((phrase) => ({ ...phrase, conditions: [] }));
}

function readAskPlain(c: Cursor): Approval | undefined {
  const directive = readApprovalDirective(c);
  return directive === undefined ? undefined : 'approve';
}

/** `read access everywhere`. */
function readBareReadAccess(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (!c.isNext('read access') && !c.isNext('full read access')) return undefined;
  c.eat('full');
  parts.approval = 'auto';
  return readActionNouns(c, parts, READERS);
}

/** `writes only in dev`. */
function readOnlyPlace(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  const phrases = readActionNouns(c, parts, READERS);
  if (phrases === undefined || parts.only === undefined) return undefined;
  parts.approval = 'auto';
  return phrases;
}

/** `over $100 need approval`, `above that ask the CFO`, `and on production they are blocked`. */
function readNarrowedPrevious(
  c: Cursor,
  parts: ClauseParts,
  lead: DraftPhrase | undefined,
): readonly ActionPhrase[] | undefined {
  const before = c.previous?.phrases;
  if (before === undefined || !c.isSameSentence) return undefined;
  const own = newPhrase();
  const start = c.at;
  let hasOwn = readQualifiers(c, [own], parts, READERS) && !isBare(own);
  if (hasOwn && parts.only !== undefined) {
    parts.approval = c.previous?.approval;
    return before.map((phrase) => replaced(phrase, own));
  }
  c.eat('they', 'it', 'those', 'these', ',', 'that', 'then', 'you');
  const said: Predicate | undefined =
    readPredicate(c) ??
    c.attempt(() => {
      const approval = readAskPlain(c) ?? readPlainEffect(c);
      c.eat('them', 'it');
      return approval === undefined ? undefined : { approval };
    });
  const isAddition = hasOwn && own.conditions.length > 0 && own.agents.length + own.places.length > 0;
  if (said === undefined && isAddition && c.tokens[start - 1]?.word === 'and') {
    parts.approval = c.previous?.approval;
    return before.map((phrase) => replaced(phrase, own));
  }
  if (said !== undefined && !hasOwn && lead === undefined && readQualifiers(c, [own], parts, READERS))
    hasOwn = !isBare(own);
  if (
    said === undefined ||
    (!hasOwn &&
      lead === undefined &&
      said.risk === undefined &&
      (said.approval === undefined || c.previous?.approval !== undefined))
  )
    return undefined;
  parts.approval = said.approval ?? (said.risk === undefined ? undefined : c.previous?.approval);
  if (said.risk !== undefined) parts.risk = said.risk;
  if (said.isAbsolute === true) parts.isAbsolute = true;
  const narrowing = lead === undefined ? own : (narrowed(own, lead) as DraftPhrase);
  return before.map((phrase) => replaced(phrase, narrowing));
}

/** The actions of the clause before under these circumstances; nothing but circumstances may be of its own. */
function readOfPrevious(
  c: Cursor,
  parts: ClauseParts,
  lead?: DraftPhrase,
): readonly ActionPhrase[] | undefined {
  const before = c.previous?.phrases;
  const own = newPhrase();
  const hasOwn = readQualifiers(c, [own], parts, READERS) && !isBare(own);
  if (!hasOwn && lead === undefined) return undefined;
  const narrowing = lead === undefined ? own : (narrowed(own, lead) as DraftPhrase);
  if (before === undefined || !c.isSameSentence) {
    const isWhole = narrowing.conditions.length > 0 || narrowing.places.length + narrowing.agents.length > 0;
    return isWhole ? [own] : undefined;
  }
  const isPlacesOnly =
    narrowing.conditions.length === 0 &&
    narrowing.objects.length + narrowing.places.length + narrowing.agents.length > 0 &&
    before.every(isBare);
  if (isPlacesOnly) return [own];
  return before.map((phrase) => replaced(phrase, own));
}

/** Of two amounts the new one counts, and a new place stands for the old one. */
function replaced(phrase: ActionPhrase, by: ActionPhrase): ActionPhrase {
  const kinds = new Set(by.conditions.map(({ kind }) => kind));
  const kept = phrase.conditions.filter(({ kind }) => !kinds.has(kind));
  return {
    ...phrase,
    isRest: false,
    objects: by.objects.length === 0 ? phrase.objects : by.objects,
    places: by.places.length === 0 ? phrase.places : by.places,
    agents: by.agents.length === 0 ? phrase.agents : by.agents,
    conditions: [...kept, ...by.conditions],
  };
}
