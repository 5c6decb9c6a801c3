import { GROUPS, isNounLike, verbAt } from '../../lexicon.ts';
import type { Cursor } from '../cursor.ts';
import { type DraftPhrase, newPhrase } from '../draft.ts';
import { endsInAction, readName, readNounWords, skipDeterminers } from '../nouns.ts';
import { NO_CLAUSES } from './no-clauses.ts';
import { readNounPhraseItem } from './noun-phrase.ts';
import { readUniversal } from './universal.ts';
import { readVerbItem } from './verb-item.ts';

export function readNounItem(c: Cursor): DraftPhrase[] | undefined {
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
