import { environmentOf, FILLERS, isNounLike, PARAMETERS, RISKS, verbAt, verbEntry } from '../lexicon.ts';
import type { RiskLevel } from '../../model/index.ts';
import type { Condition, Exception, Focus, Thing } from '../syntax.ts';
import { readMarker } from './approvals.ts';
import type { Cursor } from './cursor.ts';
import { newPhrase, type ClauseParts, type DraftPhrase } from './draft.ts';
import {
  readActors,
  readName,
  readNounWords,
  readThing,
  skipDeterminers,
  soundsLikeActor,
  thingOf,
} from './nouns.ts';
import { parameterOf, readAmount, readComparator } from './numbers.ts';
import { readTime } from './times.ts';

/** How phrases are read that stand within exceptions; passed in because they may have qualifiers again. */
export interface Readers {
  readonly phrases: (c: Cursor, parts: ClauseParts) => DraftPhrase[] | undefined;
  readonly isClause: (c: Cursor) => boolean;
  /** What ends the phrases though it looks like something that narrows them. */
  readonly isEnd?: (c: Cursor) => boolean;
}

/** Reads what narrows the phrases, as long as something does; whether anything was read. */
export function readQualifiers(
  c: Cursor,
  group: readonly DraftPhrase[],
  parts: ClauseParts,
  readers: Readers,
): boolean {
  let hasRead = false;
  while (readQualifier(c, group, parts, readers)) hasRead = true;
  return hasRead;
}

function readQualifier(
  c: Cursor,
  group: readonly DraftPhrase[],
  parts: ClauseParts,
  readers: Readers,
): boolean {
  const [first] = group;
  if (first === undefined || c.isAtEnd || readers.isEnd?.(c) === true) return false;
  return (
    readFiller(c) ||
    readExceptions(c, group, parts, readers) ||
    readOnly(c, group, parts, readers) ||
    readMarkers(c, parts) ||
    readRiskAside(c, parts) ||
    readTrailingOnly(c, parts, 'conditions', readCircumstance(c, group, parts)) ||
    readTrailingOnly(c, parts, 'agents', readAgents(c, group)) ||
    readTrailingOnly(c, parts, 'places', readPlaces(c, group, readers))
  );
}

/** `during business hours only`. */
function readTrailingOnly(c: Cursor, parts: ClauseParts, focus: Focus, isRead: boolean): boolean {
  if (!isRead || c.word() !== 'only') return isRead;
  const next = c.word(1);
  if (next !== '' && ![',', ';', 'and', 'but'].includes(next)) return isRead;
  c.advance();
  parts.only = focus;
  return true;
}

function readFiller(c: Cursor): boolean {
  return c.eat(...FILLERS.filter((filler) => filler !== 'first')) !== undefined;
}

/** `with approval`, `unless a human approves`. */
function readMarkers(c: Cursor, parts: ClauseParts): boolean {
  const marker = readMarker(c);
  if (marker === undefined) return false;
  parts.marker = marker === 'without' ? 'without' : 'with';
  if (marker === 'unless' && parts.approval === undefined) parts.marker = 'with';
  return true;
}

/** `(critical)`, `, high risk`, `as critical`. */
function readRiskAside(c: Cursor, parts: ClauseParts): boolean {
  const risk = c.attempt(() => {
    c.eat(
      ',',
      '(',
      'as',
      '-',
      ': ',
      'at',
      'with',
      ', with',
      'and mark it as',
      'and treat it as',
      '( risk',
      'because it is',
      'as they are',
    );
    const level = readRisk(c);
    if (level === undefined) return undefined;
    c.eat(')');
    const next = c.word();
    return c.isAtEnd || [',', 'and', 'but', ')'].includes(next) || !isNounLike(next) ? level : undefined;
  });
  if (risk === undefined) return false;
  parts.risk = risk;
  return true;
}

/** `critical`, `high risk`, `high-risk`, `a high risk`. */
export function readRisk(c: Cursor): RiskLevel | undefined {
  return c.attempt(() => {
    c.eat('a', 'of', ':');
    for (const level of RISKS as readonly RiskLevel[]) {
      if (
        c.eat(`${level}-risk`, `${level} risk`, `risk ${level}`, `risk : ${level}`, `${level} severity`) !==
        undefined
      )
        return level;
    }
    const level = c.eat('critical', 'risk critical', 'risk: critical');
    return level === undefined ? undefined : 'critical';
  });
}

/** `except in staging`, `unless the amount is under $20`, `other than reads`, `but not on Fridays`. */
function readExceptions(
  c: Cursor,
  group: readonly DraftPhrase[],
  parts: ClauseParts,
  readers: Readers,
): boolean {
  const exception = c.attempt((): Exception | undefined => {
    c.eat(',', '(', '-');
    const isUniversal = group.every(({ isAll, isRest }) => isAll === true || isRest === true);
    const word = c.eat(
      'except',
      'except for',
      'excepting',
      'other than',
      'apart from',
      'excluding',
      'aside from',
      'besides',
      'with the exception of',
      'but not',
      'and not',
      'save for',
      'unless',
      'except when',
      'except if',
      'except that',
      'not including',
      ...(isUniversal ? ['but'] : []),
    );
    if (word === undefined) return undefined;
    const isNegative = word === 'but not' || word === 'and not';
    if (isNegative && verbAt(c.words(3), ['base']) !== undefined) return undefined;
    if (word === 'unless')
      c.eat(
        'it is',
        'they are',
        'it is done',
        'done',
        'that is',
        'you are',
        'they go',
        'it goes',
        'they are sent',
        'they are made',
        'it is made',
        'it is sent',
        'they happen',
        'it happens',
        "it 's",
      );
    else if (!isNegative) c.eat('when', 'if', 'for');
    const inner = newParts2();
    const own = newPhrase();
    const isConditional = word === 'unless' || word === 'except when' || word === 'except if';
    if (isConditional) {
      const parameter = readParameter(c);
      if (parameter !== undefined) own.conditions = [parameter];
    }
    if (own.conditions.length > 0 || (readQualifiers(c, [own], inner, readers) && !isEmptyPhrase(own))) {
      const more = [own];
      for (;;) {
        const next = newPhrase();
        const isRead = c.attempt(() =>
          c.eat('or', 'and') !== undefined &&
          readQualifiers(c, [next], inner, readers) &&
          !isEmptyPhrase(next)
            ? true
            : undefined,
        );
        if (isRead === undefined) break;
        more.push(next);
      }
      c.eat(')');
      return { phrases: more, isOwn: false };
    }
    if (word === 'unless') return undefined;
    if (!isUniversal) {
      const thing = readObjectException(c, group);
      if (thing !== undefined) return { phrases: [thing], isOwn: false };
    }
    const phrases = readers.phrases(c, inner);
    if (phrases === undefined) return undefined;
    c.eat(')');
    const isActorOnly = phrases.every(
      ({ verbs, objects }) =>
        verbs === 'any' && objects.length === 1 && soundsLikeActor(objects[0]?.words ?? []),
    );
    return {
      phrases: isActorOnly
        ? phrases.map((phrase) => ({ ...phrase, objects: [], agents: phrase.objects }))
        : phrases,
      isOwn: !isActorOnly && phrases.some(({ verbs }) => verbs !== 'any'),
    };
  });
  if (exception === undefined) return false;
  parts.exceptions.push(exception);
  return true;
}

function newParts2(): ClauseParts {
  return { exceptions: [], isAbsolute: false, zones: [] };
}

function isEmptyPhrase({ objects, places, agents, conditions }: DraftPhrase): boolean {
  return [objects, places, agents, conditions].every((side) => side.length === 0);
}

/** `never delete anything except drafts`: behind a verb, a noun is its object, though it may be a verb elsewhere. */
function readObjectException(c: Cursor, group: readonly DraftPhrase[]): DraftPhrase | undefined {
  return c.attempt(() => {
    if (group.some(({ verbs }) => verbs === 'any')) return undefined;
    const words = readNounWords(c);
    if (words === undefined) return undefined;
    if (
      verbAt(words, ['base']) !== undefined &&
      !isThingVerb(verbAt(words, ['base'])?.verb.id ?? '') &&
      words.length > 1
    )
      return undefined;
    const last = verbAt(words.slice(-1), ['gerund', 'noun']);
    if (last !== undefined && !isThingVerb(last.verb.id)) return undefined;
    if (soundsLikeActor(words)) return { ...newPhrase(), agents: [{ words }] };
    return { ...newPhrase(), objects: [thingOf(words)] };
  });
}

function isThingVerb(id: string): boolean {
  return verbEntry(id).isThing === true;
}

/** `only on weekdays`: what comes is the only thing. */
function readOnly(c: Cursor, group: readonly DraftPhrase[], parts: ClauseParts, readers: Readers): boolean {
  const focus = c.attempt(() => {
    c.eat(',');
    if (c.eat('but only', 'only', 'exclusively', 'solely', 'but just') === undefined) return undefined;
    if (readMarkers(c, parts)) return 'marker';
    const trial = newPhrase();
    const start = c.at;
    if (!readQualifier(c, [trial], newParts2(), readers)) return undefined;
    const kind =
      trial.agents.length > 0
        ? 'agents'
        : trial.conditions.length > 0
          ? 'conditions'
          : trial.places.length + trial.objects.length > 0
            ? 'places'
            : undefined;
    c.at = start;
    return kind;
  });
  if (focus === undefined) return false;
  if (focus !== 'marker') {
    parts.only = focus;
    readQualifier(c, group, parts, readers);
  }
  return true;
}

/** Amounts, times, and conditions with `if` and `when`. */
function readCircumstance(c: Cursor, group: readonly DraftPhrase[], parts: ClauseParts): boolean {
  const isMoney = group.some(
    ({ verbs }) => verbs !== 'any' && verbs.some(({ id }) => verbEntry(id).money === true),
  );
  const conditions = c.attempt((): readonly Condition[] | undefined => {
    const isConditional =
      c.eat(
        'if',
        'when',
        'where',
        'whenever',
        'as long as',
        'provided',
        'provided that',
        'in case',
        ', if',
        ', when',
        'whose',
        'with',
        'that have',
        'when there are',
        'for',
        'while',
        'having',
      ) !== undefined;
    if (isConditional) {
      const parameter = readParameter(c);
      if (parameter !== undefined) return [parameter];
      c.eat('it is', 'they are', 'it happens', 'done', 'there are', 'the time is');
    }
    const time = readTime(c);
    if (time !== undefined) {
      if (time.zone !== undefined) parts.zones.push(time.zone);
      return [time.condition];
    }
    const amount = readAmount(c, isMoney);
    return amount === undefined ? undefined : [amount];
  });
  if (conditions === undefined) return false;
  for (const phrase of group) phrase.conditions = [...phrase.conditions, ...conditions];
  return true;
}

/** `the amount is over 500`, `count exceeds 100`, `status is closed`. */
function readParameter(c: Cursor): Condition | undefined {
  return c.attempt(() => {
    skipDeterminers(c);
    const name = readName(c);
    const words = name === undefined ? (c.eat('it', 'they') ?? readNounWords(c, 2)) : undefined;
    if (name === undefined && words === undefined) return undefined;
    const path = name ?? (typeof words === 'string' ? 'amount' : parameterOf(words ?? []));
    c.eat('is', 'are', 'was', 'of', 'costs', 'goes');
    const amount = readAmount(c, true);
    if (amount !== undefined)
      return { ...amount, paths: path === 'amount' && amount.paths.length > 1 ? amount.paths : [path] };
    c.eat('equals', 'equal to', '=', '==', 'set to');
    const op = c.attempt(() => readComparator(c));
    if (op !== undefined) return undefined;
    if (name === undefined && !PARAMETERS.has(path)) return undefined;
    const value =
      readName(c) ?? (isNounLike(c.word()) || ['open', 'closed'].includes(c.word()) ? c.word() : undefined);
    if (value === undefined) return undefined;
    if (c.word() === value) c.advance();
    return { kind: 'equals', path, value };
  });
}

/** `by the billing agent`, `for support bots`. */
function readAgents(c: Cursor, group: readonly DraftPhrase[]): boolean {
  const agents = c.attempt((): readonly Thing[] | undefined => {
    const word = c.eat(
      'by',
      'for',
      'from',
      'performed by',
      'made by',
      'requested by',
      'done by',
      'initiated by',
    );
    if (word === undefined) return undefined;
    const start = c.at;
    const actors = readActors(c);
    if (actors === undefined || actors === 'no one') return undefined;
    if (actors === 'anyone') return [];
    const words = c.tokens.slice(start, c.at).map((token) => token.word);
    const isCertain = word.endsWith('by') || soundsLikeActor(words);
    return isCertain ? actors : undefined;
  });
  if (agents === undefined) return false;
  for (const phrase of group) phrase.agents = [...phrase.agents, ...agents];
  return true;
}

/** `on production`, `from the crm`, `in staging or dev`, `of customer tables`. */
function readPlaces(c: Cursor, group: readonly DraftPhrase[], readers: Readers): boolean {
  const read = c.attempt((): { readonly word: string; readonly things: readonly Thing[] } | undefined => {
    const word = c.eat(
      'on',
      'in',
      'into',
      'onto',
      'from',
      'to',
      'at',
      'against',
      'within',
      'inside',
      'of',
      'for',
      'with',
      'outside',
      'through',
      'via',
      'across',
      'about',
      'using',
      'regarding',
      'towards',
      'for the',
    );
    if (word === undefined) return undefined;
    const first = readThing(c);
    if (first === undefined) return undefined;
    const things = [first];
    for (;;) {
      const next = c.attempt(() => {
        if (c.eat('and', 'or', ',', ', and', ', or', '/', '&', 'nor') === undefined) return undefined;
        if (readers.isClause(c)) return undefined;
        c.eat(word);
        const start = c.at;
        const thing = readThing(c);
        const found = verbAt(
          c.tokens
            .slice(start, c.at)
            .map((token) => token.word)
            .slice(-1),
          ['noun', 'gerund'],
        );
        const isAction =
          found !== undefined &&
          !isThingVerb(found.verb.id) &&
          environmentOf(thing?.words[0] ?? '') === undefined &&
          thing?.environment === undefined;
        return thing === undefined || isAction ? undefined : thing;
      });
      if (next === undefined) break;
      things.push(next);
    }
    return { word, things };
  });
  if (read === undefined) return false;
  if (read.word === 'outside') {
    const { start, end } = c.token(-1) ?? { start: 0, end: 0 };
    c.blame({ kind: 'words', start, end, help: 'name the places that are meant, as in `except in staging`' });
    c.at = c.tokens.length + 1;
    return false;
  }
  const isObject =
    read.word === 'of' ||
    read.word === 'for' ||
    read.word === 'with' ||
    read.word === 'about' ||
    read.word === 'regarding';
  for (const phrase of group)
    addThings(phrase, read.things, isObject || (read.word === 'to' && isSent(phrase)));
  return true;
}

/** What is sent to somebody is about them. */
function isSent({ verbs }: DraftPhrase): boolean {
  return verbs !== 'any' && verbs.some(({ id }) => verbEntry(id).sent === true || id === 'send');
}

/** Environments are places whatever stands before them. */
export function addThings(phrase: DraftPhrase, things: readonly Thing[], isObject: boolean): void {
  const real = things.filter(({ words }) => words.join() !== 'anything');
  const environments = real.flatMap(({ environment }) =>
    environment === undefined ? [] : [{ words: [], environment }],
  );
  const rest = real.flatMap(({ environment: _, ...thing }) =>
    thing.words.length === 0 && thing.name === undefined ? [] : [thing],
  );
  if (environments.length > 0 && (isObject || rest.length === 0))
    phrase.places = [...phrase.places, ...environments];
  if (rest.length === 0) return;
  if (environments.length > 0 && !isObject) phrase.places = [...phrase.places, ...environments];
  if (isObject || (environments.length > 0 && rest.length > 0 && things.length === 1))
    phrase.objects = [...phrase.objects, ...rest];
  else phrase.places = [...phrase.places, ...rest];
}
