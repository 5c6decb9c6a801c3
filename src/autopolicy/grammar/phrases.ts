import { type Form, verbEntry } from '../lexicon.ts';
import type { Cursor } from './cursor.ts';
import type { ClauseParts, DraftPhrase } from './draft.ts';
import { readNounItem } from './phrases/noun-item.ts';
import { SEPARATORS } from './phrases/separators.ts';
import { readUniversal } from './phrases/universal.ts';
import { readVerbItem } from './phrases/verb-item.ts';
import { type Readers, readQualifiers } from './qualifiers.ts';

/** `all other emails`: those that the clause before is not about. */
const OTHERS = ['all other', 'any other', 'other', 'every other', 'the other', 'all remaining', 'remaining'];

/** Actions as nouns: `deletes and drops of customer tables`, `everything on production`, `sending emails`. */
export function readActionNouns(c: Cursor, parts: ClauseParts, readers: Readers): DraftPhrase[] | undefined {
  const isOther = OTHERS.some((other) => c.isNext(other)) && !c.would(() => readUniversal(c));
  const phrases = readList(c, parts, readers, () => readNounItem(c));
  if (!isOther || phrases === undefined) return phrases;
  const before = c.previous;
  if (before?.approval === undefined) return undefined;
  parts.exceptions.push({ phrases: before.phrases, isOwn: true, approval: before.approval });
  return phrases;
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

/** The readers of phrases, given how to tell whether a clause begins. */
export function readersWith(isClause: (c: Cursor) => boolean): Readers {
  const readers: Readers = {
    isClause,
    phrases: (c, parts) => readActionNouns(c, parts, readers),
  };
  return readers;
}
