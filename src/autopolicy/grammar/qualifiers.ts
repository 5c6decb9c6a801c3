import { FILLERS, verbAt } from '../lexicon.ts';
import type { Exception, Focus } from '../syntax.ts';
import { readMarker } from './approvals.ts';
import type { Cursor } from './cursor.ts';
import { type ClauseParts, type DraftPhrase, newPhrase } from './draft.ts';
import { readActors, readNounWords, soundsLikeActor, thingOf } from './nouns.ts';
import { readAgents } from './qualifiers/agents.ts';
import { readCircumstance } from './qualifiers/circumstance.ts';
import { readParameter } from './qualifiers/parameter.ts';
import { readPlaces } from './qualifiers/places.ts';
import { readRiskAside } from './qualifiers/risk-aside.ts';
import { isThingVerb } from './qualifiers/thing-verb.ts';

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
    if (
      word === 'unless' &&
      c.eat('the agent is', 'the caller is', 'the bot is', 'the user is') !== undefined
    ) {
      const actors = readActors(c);
      if (!Array.isArray(actors)) return undefined;
      return { phrases: [{ ...own, agents: actors as DraftPhrase['agents'] }], isOwn: false };
    }
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
