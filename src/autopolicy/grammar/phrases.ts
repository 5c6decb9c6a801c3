import {
  GROUPS,
  isClosed,
  isLight,
  isNounLike,
  verbAt,
  verbEntry,
  type Form,
  type Verb,
} from '../lexicon.ts';
import type { Thing } from '../syntax.ts';
import type { Cursor } from './cursor.ts';
import { newPhrase, type ClauseParts, type DraftPhrase } from './draft.ts';
import { endsInAction, readName, readNounWords, readThing, skipDeterminers, thingOf } from './nouns.ts';
import { addThings, readQualifiers, type Readers } from './qualifiers.ts';

const SEPARATORS = [
  'and',
  'or',
  ',',
  ', and',
  ', or',
  '/',
  '&',
  'nor',
  'as well as',
  'and / or',
  'and all',
  ', nor',
  'plus',
] as const;

/** Actions as nouns: `deletes and drops of customer tables`, `everything on production`, `sending emails`. */
export function readActionNouns(c: Cursor, parts: ClauseParts, readers: Readers): DraftPhrase[] | undefined {
  return readList(c, parts, readers, () => readNounItem(c));
}

/** What is done as a verb with its object: `delete customers and email leads`. */
export function readVerbPhrase(
  c: Cursor,
  form: Form,
  parts: ClauseParts,
  readers: Readers,
): DraftPhrase[] | undefined {
  return readList(c, parts, readers, () => readVerbItem(c, [form], readers), true);
}

/** Items that nothing narrows in between share what narrows them behind. */
function readList(
  c: Cursor,
  parts: ClauseParts,
  readers: Readers,
  readItem: () => DraftPhrase[] | undefined,
  isVerbal = false,
): DraftPhrase[] | undefined {
  const first = c.attempt(readItem);
  if (first === undefined) return undefined;
  const all = [...first];
  let group = [...first];
  for (;;) {
    const narrowed = new Map(group.map((phrase) => [phrase, { ...phrase }]));
    const isNarrowed = readQualifiers(c, group, parts, readers);
    if (isNarrowed) keepAmountsApart(group, narrowed, isVerbal);
    if (parts.only !== undefined || parts.exceptions.length > 0) return all;
    const next = c.attempt(() => {
      const separator = c.eat(...SEPARATORS);
      if (separator === undefined || (!/nor/.test(separator) && readers.isClause(c))) return undefined;
      c.eat('to');
      return readItem();
    });
    if (next === undefined) return all;
    all.push(...next);
    group =
      isNarrowed || (isVerbal && group.some(({ objects }) => objects.length > 0))
        ? [...next]
        : [...group, ...next];
    if (!isNarrowed && isVerbal) group = [...all];
  }
}

/** An amount behind several verbs is about those that have amounts, as `reads and refunds under $50` shows. */
function keepAmountsApart(
  group: readonly DraftPhrase[],
  before: ReadonlyMap<DraftPhrase, DraftPhrase>,
  _isVerbal: boolean,
): void {
  const last = group.at(-1);
  if (last === undefined || !hasMoney(last)) return;
  for (const phrase of group) {
    if (hasMoney(phrase) || phrase.verbs === 'any') continue;
    const had = before.get(phrase)?.conditions ?? [];
    phrase.conditions = phrase.conditions.filter((one) => one.kind !== 'number' || had.includes(one));
  }
}

function hasMoney({ verbs }: DraftPhrase): boolean {
  return verbs !== 'any' && verbs.some(({ id }) => verbEntry(id).money === true);
}

function readNounItem(c: Cursor): DraftPhrase[] | undefined {
  return (
    readPronoun(c) ??
    readUniversal(c) ??
    readNamed(c) ??
    readGerundItem(c) ??
    readGroup(c) ??
    readNounPhraseItem(c)
  );
}

/** `them`: the actions of the clause before, in the same sentence. */
function readPronoun(c: Cursor): DraftPhrase[] | undefined {
  return c.attempt(() => {
    const pronoun = c.eat('them', 'those', 'these', 'it', 'doing so', 'doing that', 'that', 'this');
    if (!c.isSameSentence || pronoun === undefined) return undefined;
    if (c.token()?.kind === 'word' && isNounLike(c.word())) return undefined;
    return c.previous?.phrases.map((phrase) => ({ ...phrase }));
  });
}

/** `everything`, `all other actions`, `the rest`. */
function readUniversal(c: Cursor): DraftPhrase[] | undefined {
  return c.attempt(() => {
    const rest = c.eat(
      'everything else',
      'anything else',
      'all else',
      'the rest',
      'all others',
      'all other actions',
      'any other action',
      'any other actions',
      'other actions',
      'all other operations',
      'every other action',
      'all the rest',
      'all other requests',
      'all other things',
      'other things',
      'anything not listed',
      'everything not listed',
      'all remaining actions',
      'anything not mentioned',
      'everything not mentioned',
      'whatever else',
      'all other calls',
      'all other tools',
      'everything not mentioned here',
      'the remainder',
      'others',
      'other operations',
    );
    if (rest !== undefined) return [{ ...newPhrase(), isRest: true }];
    const all = c.eat(
      'everything',
      'anything',
      'all actions',
      'any action',
      'every action',
      'all operations',
      'any operation',
      'all requests',
      'all of it',
      'actions',
      'all tool calls',
      'all tools',
      'any tool',
      'every tool call',
      'any access',
      'all access',
      'access',
      'it all',
      'doing anything',
      'doing everything',
      'every operation',
      'operations',
      'all activity',
      'all activities',
      'activity',
      'any actions',
      'any operations',
      'all calls',
      'all things',
      'any changes or actions',
    );
    if (all !== undefined) {
      if (all === 'access') c.eat('to');
      if (all === 'access' && c.token(-1)?.word === 'to') {
        const things = readThings(c);
        if (things === undefined) return undefined;
        const phrase = newPhrase([{ id: 'access' }]);
        addThings(phrase, things, true);
        return [phrase];
      }
      return [{ ...newPhrase(), isAll: true }];
    }
    if (c.word() !== 'all') return undefined;
    const next = c.word(1);
    if (next !== '' && !isClosed(next) && next !== ';') return undefined;
    c.advance();
    return [{ ...newPhrase(), isAll: true }];
  });
}

/** Types in quotes: `` `search_docs` and `get_weather` ``. */
function readNamed(c: Cursor): DraftPhrase[] | undefined {
  return c.attempt(() => {
    skipDeterminers(c);
    const name = readName(c);
    if (name === undefined) return undefined;
    c.eat('calls', 'tool', 'actions', 'tool calls', 'action', 'call');
    return [{ ...newPhrase(), names: [name] }];
  });
}

function readGerundItem(c: Cursor): DraftPhrase[] | undefined {
  return c.attempt(() => {
    skipDeterminers(c);
    if (c.would(() => modifiedNoun(c))) return undefined;
    return readVerbItem(c, ['gerund'], NO_CLAUSES);
  });
}

/** Whether the words that come are one noun that ends in an action: `scheduling changes`. */
function modifiedNoun(c: Cursor): true | undefined {
  const words = readNounWords(c);
  return words !== undefined &&
    words.length > 1 &&
    endsInAction(words) !== undefined &&
    verbAt([words[0] ?? ''], ['gerund']) === undefined
    ? true
    : undefined;
}

const NO_CLAUSES: Readers = { phrases: () => undefined, isClause: () => false };

/** `destructive actions`. */
function readGroup(c: Cursor): DraftPhrase[] | undefined {
  return c.attempt(() => {
    skipDeterminers(c);
    for (const [name, ids] of Object.entries(GROUPS)) {
      if (
        c.eat(
          `${name} actions`,
          `${name} operations`,
          `${name} commands`,
          `${name} transactions`,
          `${name} changes`,
          `anything ${name}`,
          `${name} action`,
        ) !== undefined
      )
        return [newPhrase(ids.map((id) => ({ id })))];
    }
    return undefined;
  });
}

/** `customer deletions`, `deletes`, `emails`; without an action in it whatever is done with the thing: `invoices`. */
function readNounPhraseItem(c: Cursor): DraftPhrase[] | undefined {
  return c.attempt(() => {
    skipDeterminers(c);
    const time = readTimeModifier(c);
    const written = readNounWords(c);
    if (written === undefined) return undefined;
    const words = withoutHead(written);
    const action = endsInAction(words) ?? (words.length < written.length ? endsInBase(words) : undefined);
    if (action === undefined && words.length === 1) {
      const plain = verbAt(words, ['base', 'singular']);
      if (plain !== undefined) return [withTime(newPhrase([plain.verb]), time)];
    }
    const [first = ''] = words;
    const opening = verbAt([first], ['singular', 'noun']);
    if (action === undefined) {
      if (opening !== undefined && words.length > 1 && opening.form === 'noun') return undefined;
      const phrase = newPhrase();
      addThings(phrase, [thingOf(words)], true);
      return [withTime(phrase, time)];
    }
    const found = verbAt(words.slice(-action.length), ['noun', 'gerund', 'base']);
    if (found === undefined) return undefined;
    const phrase = newPhrase([found.verb]);
    const modifiers = words.slice(0, -action.length);
    if (modifiers.length > 0) addThings(phrase, [thingOf(modifiers)], true);
    if (/^(?:access)$/.test(words.at(-1) ?? '') && c.eat('to') !== undefined) {
      const things = readThings(c);
      if (things !== undefined) addThings(phrase, things, false);
    }
    return [withTime(phrase, time)];
  });
}

const OPERATIONS = new Set([
  'tool',
  'tools',
  'operation',
  'operations',
  'action',
  'actions',
  'request',
  'requests',
  'call',
  'calls',
  'command',
  'commands',
  'job',
  'jobs',
]);

/** `refund requests` are refunds, `delete operations` deletes, the `search tool` searches. */
function withoutHead(words: readonly string[]): readonly string[] {
  const rest = words.slice(0, -1);
  const isHead = OPERATIONS.has(words.at(-1) ?? '') && endsInAction(words) === undefined;
  return isHead && (endsInAction(rest) ?? endsInBase(rest)) !== undefined ? rest : words;
}

function endsInBase(words: readonly string[]): { readonly length: number } | undefined {
  return verbAt(words.slice(-1), ['base']) === undefined ? undefined : { length: 1 };
}

/** `weekend deploys`. */
function readTimeModifier(c: Cursor): readonly number[] | undefined {
  const day = c.eat(
    'weekend',
    'weekday',
    'friday',
    'monday',
    'saturday',
    'sunday',
    'tuesday',
    'wednesday',
    'thursday',
  );
  if (day === undefined) return undefined;
  if (day === 'weekend') return [6, 7];
  if (day === 'weekday') return [1, 2, 3, 4, 5];
  return [['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].indexOf(day) + 1];
}

function withTime(phrase: DraftPhrase, days: readonly number[] | undefined): DraftPhrase {
  return days === undefined ? phrase : { ...phrase, conditions: [{ kind: 'time', days }] };
}

/** `delete, archive or merge customers and orders`. */
function readVerbItem(c: Cursor, forms: readonly Form[], readers: Readers): DraftPhrase[] | undefined {
  return c.attempt(() => {
    c.eat(':');
    c.eat(
      'also',
      'ever',
      'automatically',
      'freely',
      'directly',
      'always',
      'either',
      'be able to',
      'go ahead and',
      'even',
      'try to',
      'attempt to',
      'only',
    );
    const verbs: Verb[] = [];
    let last = '';
    for (;;) {
      const found = verbAt(c.words(3), forms);
      if (found === undefined) break;
      last = c.words(found.length).join(' ');
      verbs.push(found.verb);
      c.advance(found.length);
      const isMore = c.would(() => {
        if (c.eat(...SEPARATORS) === undefined) return undefined;
        c.eat('to', 'also');
        return verbAt(c.words(3), forms);
      });
      if (!isMore || !readersAllow(c, readers)) break;
      c.eat(...SEPARATORS);
      c.eat('to', 'also');
    }
    if (verbs.length === 0) return undefined;
    return withObjects(c, verbs, last, readers);
  });
}

/** Whether what comes behind the separator is no clause of its own. */
function readersAllow(c: Cursor, readers: Readers): boolean {
  return !c.would(() => {
    c.eat(...SEPARATORS);
    return readers.isClause(c) ? true : undefined;
  });
}

function withObjects(
  c: Cursor,
  verbs: readonly Verb[],
  last: string,
  readers: Readers,
): DraftPhrase[] | undefined {
  if (isLight(last)) {
    const light = c.attempt(() => readLightObject(c, verbs, last));
    if (light !== undefined) return light;
  }
  const phrase = newPhrase(verbs);
  if (
    c.eat('them', 'it', 'those', 'these', 'that', 'any of them', 'either', 'one', 'themselves') !== undefined
  ) {
    const before = c.isSameSentence ? c.previous?.phrases : undefined;
    const token = c.token(-1);
    if (before === undefined) {
      c.blame({
        kind: 'reference',
        start: token?.start ?? 0,
        end: token?.end ?? 0,
        help: 'name what is meant',
      });
      return undefined;
    }
    const [first] = before;
    return [{ ...phrase, objects: first?.objects ?? [], places: first?.places ?? [] }];
  }
  const things = readThings(c, readers);
  if (things !== undefined) addThings(phrase, things, true);
  return [phrase];
}

/** `issue refunds`, `send emails`: the noun says what is done. */
function readLightObject(c: Cursor, verbs: readonly Verb[], last: string): DraftPhrase[] | undefined {
  skipDeterminers(c);
  const written = readNounWords(c);
  if (written === undefined) return undefined;
  const words = withoutHead(written);
  const action = endsInAction(words) ?? (words.length < written.length ? endsInBase(words) : undefined);
  const found =
    action === undefined ? undefined : verbAt(words.slice(-action.length), ['noun', 'gerund', 'base']);
  if (found === undefined || (found.verb.id === 'access' && verbs.at(-1)?.id === 'grant')) return undefined;
  const isSending = verbs.at(-1)?.id === 'send';
  const entry = verbEntry(found.verb.id);
  if (entry.isThing === true && last !== 'use' && last !== 'using' && !fits(last, found.verb.id))
    return undefined;
  if (isSending && entry.sent !== true && entry.money !== true) return undefined;
  const phrase = newPhrase([...verbs.slice(0, -1), found.verb]);
  const modifiers = words.slice(0, -(action?.length ?? 1));
  if (modifiers.length > 0) addThings(phrase, [thingOf(modifiers)], true);
  const more = c.attempt(() => {
    if (c.eat('and', 'or') === undefined) return undefined;
    const rest = readNounWords(c);
    const next = rest === undefined ? undefined : verbAt(rest, ['noun']);
    return next !== undefined && next.length === rest?.length ? next.verb : undefined;
  });
  return [
    more === undefined || phrase.verbs === 'any' ? phrase : { ...phrase, verbs: [...phrase.verbs, more] },
  ];
}

/** `send emails` is to email; `open orders` is to open them. */
function fits(light: string, id: string): boolean {
  const stem = light.replace(/(?:ing|s|e)$/, '');
  const pairs: Readonly<Record<string, readonly string[]>> = {
    email: ['send', 'writ'],
    message: ['send', 'sent', 'writ'],
    reply: ['send', 'writ', 'post'],
    post: ['mak', 'creat', 'writ', 'make'],
    call: ['mak', 'make', 'plac', 'do'],
    order: ['plac', 'submit', 'submitt', 'mak', 'make'],
    test: ['run', 'runn', 'execut', 'start', 'launch', 'do'],
    comment: ['post', 'writ', 'mak', 'make', 'add', 'creat'],
    draft: ['creat', 'writ', 'mak', 'make'],
    prescribe: ['issu', 'writ', 'mak'],
    screenshot: ['mak', 'creat'],
    tag: ['add', 'apply'],
    diagnose: ['mak', 'make', 'do'],
  };
  return pairs[id]?.includes(stem) ?? false;
}

/** `customers, orders or invoices`, as long as what comes is no clause and no other verb with its object. */
function readThings(c: Cursor, readers: Readers = NO_CLAUSES): readonly Thing[] | undefined {
  const first = readThing(c);
  if (first === undefined) return undefined;
  const things = [first];
  for (;;) {
    const next = c.attempt(() => {
      if (c.eat(...SEPARATORS) === undefined) return undefined;
      if (readers.isClause(c)) return undefined;
      const found = verbAt(c.words(3), ['base', 'gerund']);
      if (
        found !== undefined &&
        (isFollowedByObject(c, found.length) ||
          (found.form === 'gerund' && verbEntry(found.verb.id).isThing !== true))
      )
        return undefined;
      return readThing(c);
    });
    if (next === undefined) return things;
    things.push(next);
  }
}

function isFollowedByObject(c: Cursor, ahead: number): boolean {
  const word = c.word(ahead);
  const kind = c.token(ahead)?.kind;
  if (kind === 'name') return true;
  if (
    [
      'the',
      'any',
      'a',
      'an',
      'all',
      'their',
      'our',
      'them',
      'it',
      'my',
      'anything',
      'everything',
      'your',
      'to',
      'on',
      'in',
      'from',
    ].includes(word)
  )
    return true;
  return kind === 'word' && isNounLike(word);
}

/** The readers of phrases, given how to tell whether a clause begins. */
export function readersWith(isClause: (c: Cursor) => boolean): Readers {
  const readers: Readers = {
    isClause,
    phrases: (c, parts) => readActionNouns(c, parts, readers),
  };
  return readers;
}
