import {
  AGENT_HEADS,
  ANYONE,
  DETERMINERS,
  ENVIRONMENT_NOUNS,
  environmentOf,
  isClosed,
  isNounLike,
  NO_ONE,
  PEOPLE,
  verbAt,
} from '../lexicon.ts';
import type { Thing } from '../syntax.ts';
import type { Cursor } from './cursor.ts';

const LONGEST = 5;

/** The words of a noun phrase, as they are, without the words before it that say nothing. */
export function readNounWords(c: Cursor, most: number = LONGEST): readonly string[] | undefined {
  return c.attempt(() => {
    skipDeterminers(c);
    const words: string[] = [];
    while (words.length < most) {
      const word = c.word();
      if (c.token()?.kind !== 'word' || !(isNounLike(word) || namesAgent(c))) break;
      words.push(word);
      c.advance();
      c.eat("'s", "'");
    }
    return words.length === 0 ? undefined : words;
  });
}

/** The `invoicing` of `the invoicing agent`, whatever it does. */
function namesAgent(c: Cursor): boolean {
  return c.word().endsWith('ing') && !isClosed(c.word()) && isHead(c.word(1));
}

export function skipDeterminers(c: Cursor): void {
  while (c.eat(...DETERMINERS, 'other', 'remaining', 'both', 'of the', 'of our') !== undefined);
}

/** One thing: a name in quotes, or words. */
export function readThing(c: Cursor): Thing | undefined {
  return c.attempt(() => {
    skipDeterminers(c);
    const name = readName(c);
    if (name !== undefined) {
      if (c.token()?.kind === 'word' && isNounLike(c.word())) c.advance();
      return { words: [], name };
    }
    if (c.eat('anything', 'everything', 'anything else') !== undefined) return { words: ['anything'] };
    const words = readNounWords(c);
    return words === undefined ? undefined : thingOf(words);
  });
}

export function readName(c: Cursor): string | undefined {
  const token = c.token();
  if (token?.kind !== 'name') return undefined;
  c.advance();
  return token.word;
}

/** The thing that the words name. */
export function thingOf(words: readonly string[]): Thing {
  const at = words.findIndex((word) => environmentOf(word) !== undefined);
  const environment = environmentOf(words[at] ?? '');
  const rest = words.filter((_, i) => i !== at);
  if (
    environment === undefined ||
    (environment === 'test' && rest.length > 0 && !rest.every(isEnvironmentNoun))
  )
    return { words };
  return rest.every(isEnvironmentNoun) ? { words: [], environment } : { words: rest, environment };
}

function isEnvironmentNoun(word: string): boolean {
  return ENVIRONMENT_NOUNS.has(word);
}

/** Who acts. `anyone` for words such as `agents` that leave nobody out, `no one` for `nobody`. */
export type Actors = readonly Thing[] | 'anyone' | 'no one';

/** `the support bot`, `support and sales agents`, `nobody`, `admins`. */
export function readActors(c: Cursor): Actors | undefined {
  return c.attempt(() => {
    if (c.eat(...NO_ONE) !== undefined) {
      return 'no one';
    }
    const actors: Thing[] = [];
    let isAnyone = false;
    do {
      const actor = c.attempt(() => readActor(c));
      if (actor === undefined) return undefined;
      if (actor === 'anyone') isAnyone = true;
      else actors.push(actor);
    } while (
      c.attempt(() =>
        c.eat('and', 'or', ',', ', and', 'nor', '/', '&') !== undefined && c.would(() => readActor(c))
          ? true
          : undefined,
      ) === true
    );
    return isAnyone ? 'anyone' : actors;
  });
}

function readActor(c: Cursor): Thing | 'anyone' | undefined {
  skipDeterminers(c);
  const name = readName(c);
  if (name !== undefined) {
    readNounWords(c, 1);
    return { words: [], name };
  }
  if (c.eat(...ANYONE) !== undefined) return 'anyone';
  const words = readNounWords(c, 4)?.flatMap((word) => (word.includes('-') ? word.split('-') : [word]));
  if (words === undefined) return undefined;
  return { words: words.length > 1 && isHead(words.at(-1) ?? '') ? words.slice(0, -1) : words };
}

function isHead(word: string): boolean {
  return AGENT_HEADS.has(word.replace(/s$/, ''));
}

/** Whether the words say who acts even where that is not certain from what is around them. */
export function soundsLikeActor(words: readonly string[]): boolean {
  const last = (words.at(-1) ?? '').replace(/s$/, '');
  return AGENT_HEADS.has(last) || PEOPLE.has(last);
}

/** Whether the words end in a verb in the shape of a noun: `customer deletions`. */
export function endsInAction(words: readonly string[]): { readonly length: number } | undefined {
  for (const length of [3, 2, 1]) {
    if (words.length < length) continue;
    const suffix = words.slice(-length);
    const found = verbAt(suffix, ['noun', 'gerund']);
    if (found?.length === length) return { length };
  }
  return undefined;
}
