import { isClosed as isClosedWord, isNounLike, verbAt, verbWords } from '../lexicon.ts';
import { nearest } from '../../base/index.ts';
import type { Clause, Misunderstanding } from '../syntax.ts';
import { tokenize, type Token } from '../tokens.ts';
import { readClause } from './clause.ts';
import { Cursor } from './cursor.ts';

/** What a text says, and what of it was not understood. */
export interface ReadText {
  readonly tokens: readonly Token[];
  readonly clauses: readonly Clause[];
  readonly problems: readonly Misunderstanding[];
  /** Of sentences that were not understood as a whole only what refuses or asks: the rest may have been a condition. */
  readonly certain: readonly Clause[];
}

/** Reads every sentence; `zones` are IANA names of time zones. */
export function readText(text: string, zones: readonly string[]): ReadText {
  const tokens = tokenize(text);
  const cities = citiesOf(zones);
  const clauses: Clause[] = [];
  const certain: Clause[] = [];
  const problems: Misunderstanding[] = [];
  for (const sentence of sentencesOf(tokens)) {
    const read = readSentence(sentence, cities, clauses.at(-1));
    clauses.push(...read.clauses);
    problems.push(...read.problems);
    certain.push(
      ...(read.problems.length === 0
        ? read.clauses
        : read.clauses.filter((clause) => clause.approval !== 'auto' && clause.exceptions.length === 0)),
    );
  }
  return { tokens, clauses, problems, certain };
}

function citiesOf(zones: readonly string[]): ReadonlyMap<string, string> {
  const cities = new Map<string, string>();
  for (const zone of zones) {
    cities.set(zone.toLowerCase(), zone);
    const city = zone.split('/').at(-1);
    if (city !== undefined && zone.includes('/') && !zone.startsWith('Etc/'))
      cities.set(city.replaceAll('_', ' ').toLowerCase(), zone);
  }
  return cities;
}

interface Sentence {
  readonly tokens: readonly Token[];
  readonly isQuestion: boolean;
}

/** Sentences end in stops; a heading that ends in a colon is put before each of its bullets. */
function sentencesOf(tokens: readonly Token[]): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let current: Token[] = [];
  let heading: readonly Token[] = [];
  let isAfterBullet = false;
  const flush = (stop?: Token): void => {
    const words = current.filter(({ kind }) => kind !== 'line');
    const isHeading = words.at(-1)?.word === ':' && stop?.word === 'bullet';
    if (isHeading) heading = words;
    else if (current.some(({ kind }) => kind !== 'line')) {
      const lines = splitLines(current);
      lines.forEach((line, i) => {
        const withHeading = isAfterBullet && heading.length > 0 && i === 0 ? [...heading, ...line] : line;
        sentences.push({ tokens: withHeading, isQuestion: stop?.word.includes('?') === true });
      });
      if (!isAfterBullet) heading = [];
    }
    current = [];
    isAfterBullet = stop?.word === 'bullet';
  };
  tokens.forEach((token, i) => {
    if (token.kind !== 'stop') current.push(token);
    else if (token.word === 'bullet' && isBlank(tokens, i))
      flush(nextBullet(tokens, i) ? { ...token, word: 'bullet' } : { ...token, word: 'blank' });
    else flush(token);
  });
  flush();
  return sentences;
}

/** A blank line is written as a bullet of line breaks only. */
function isBlank(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  return (
    token !== undefined &&
    token.end - token.start <= 2 &&
    token.word === 'bullet' &&
    tokens[i + 1]?.kind === 'line'
  );
}

function nextBullet(tokens: readonly Token[], i: number): boolean {
  let at = i + 1;
  while (tokens[at]?.kind === 'line') at += 1;
  return tokens[at]?.word === 'bullet';
}

/** Lines are sentences where both of them can stand alone; else the text was wrapped. */
function splitLines(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'line') lines.push([]);
    else lines.at(-1)?.push(token);
  }
  const filled = lines.filter((line) => line.length > 0);
  const joined: Token[][] = [];
  for (const line of filled) {
    const last = joined.at(-1);
    if (last === undefined || (isWhole(last) && isWhole(line))) joined.push([...line]);
    else last.push(...line);
  }
  return joined;
}

function isWhole(tokens: readonly Token[]): boolean {
  const read = readSentence({ tokens, isQuestion: false }, new Map(), undefined);
  return (
    read.problems.length === 0 ||
    (read.clauses.length > 0 && read.problems.every(({ kind }) => kind === 'zone'))
  );
}

function readSentence(
  { tokens, isQuestion }: Sentence,
  zones: ReadonlyMap<string, string>,
  previous: Clause | undefined,
): { readonly clauses: readonly Clause[]; readonly problems: readonly Misunderstanding[] } {
  const clauses: Clause[] = [];
  const problems: Misunderstanding[] = [];
  const [first] = tokens;
  if (first === undefined) return { clauses, problems };
  if (isQuestion) {
    const end = tokens.at(-1)?.end ?? first.end;
    return {
      clauses,
      problems: [
        { kind: 'question', start: first.start, end, help: 'say what is to happen, as in `block deletes`' },
      ],
    };
  }
  let at = 0;
  let isSameSentence = false;
  let before = previous;
  while (at < tokens.length) {
    const c = new Cursor(tokens, zones, at, readClause);
    c.previous = before;
    c.isSameSentence = isSameSentence;
    const clause = readClause(c);
    if (clause === undefined) {
      const [problem, next] = misunderstood(c, tokens, at);
      problems.push(problem);
      at = next;
      continue;
    }
    if (c.problem !== undefined && (c.problem.kind === 'zone' || c.problem.kind === 'number'))
      problems.push(c.problem);
    clauses.push(clause);
    before = clause;
    isSameSentence = true;
    at = skipSeparators(c);
  }
  return { clauses, problems };
}

function skipSeparators(c: Cursor): number {
  while (c.eat(',', ')', '-', ':', ';', '.') !== undefined);
  return c.at;
}

/** The words at which every attempt ended, and where to go on. */
function misunderstood(c: Cursor, tokens: readonly Token[], at: number): readonly [Misunderstanding, number] {
  let next = Math.max(c.furthest, at);
  while (next < tokens.length && !([',', ';'].includes(tokens[next]?.word ?? '') && next > at)) next += 1;
  const going = Math.max(next + 1, at + 1);
  if (c.problem !== undefined) return [c.problem, going];
  const culprit = Math.min(Math.max(c.furthest, at), tokens.length - 1);
  const vague = tokens.slice(at, next).findIndex(({ kind, word }) => kind === 'word' && isStrange(word));
  const index = vague === -1 ? culprit : at + vague;
  const token = tokens[index];
  const isEnd = vague === -1 && c.furthest >= tokens.length;
  const start = isEnd ? (tokens[at]?.start ?? 0) : (token?.start ?? 0);
  const near = token === undefined || isEnd ? undefined : nearest(token.word, verbWords());
  return [
    {
      kind: isEnd ? 'incomplete' : 'words',
      start,
      end: token?.end ?? start,
      ...(near === undefined || near === token?.word ? {} : { help: `did you mean \`${near}\`?` }),
    },
    going,
  ];
}

function isStrange(word: string): boolean {
  return (
    word.length > 2 &&
    !isNounLike(word) &&
    verbAt([word], ['base', 'singular', 'gerund', 'past', 'noun']) === undefined &&
    isVagueWord(word)
  );
}

function isVagueWord(word: string): boolean {
  return !isClosedWord(word);
}
