import type { ActionPhrase, Clause, Misunderstanding } from '../syntax.ts';
import type { Token } from '../tokens.ts';

/** What the parser has read of a sentence, and what it may refer to. */
export class Cursor {
  readonly tokens: readonly Token[];
  /** Names of time zones by their cities, in small letters. */
  readonly zones: ReadonlyMap<string, string>;
  at: number;
  /** One past the last token that any attempt could place. */
  furthest = 0;
  /** The clause before, which `anything larger` refers to. */
  previous: Clause | undefined;
  /** Whether it is of the same sentence, so that `them` may refer to it. */
  isSameSentence = false;
  /** Why something that was begun cannot be finished; the one that got furthest counts. */
  problem: Misunderstanding | undefined;
  private readonly mentions = new Map<number, Pick<ActionPhrase, 'objects' | 'places'>>();
  private readonly clauseStarts = new Map<number, boolean>();
  private readonly readClause: (c: Cursor) => Clause | undefined;

  constructor(
    tokens: readonly Token[],
    zones: ReadonlyMap<string, string>,
    at: number,
    readClause: (c: Cursor) => Clause | undefined,
  ) {
    this.tokens = tokens;
    this.zones = zones;
    this.at = at;
    this.readClause = readClause;
  }

  get isAtEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  token(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead];
  }

  /** The word or mark, or an empty text past the end and for what is neither. */
  word(ahead = 0): string {
    const token = this.token(ahead);
    return token?.kind === 'word' || token?.kind === 'mark' ? token.word : '';
  }

  /** The words from here on, for phrases of several. */
  words(most: number): readonly string[] {
    const words: string[] = [];
    for (let i = 0; i < most && this.word(i) !== ''; i += 1) words.push(this.word(i));
    return words;
  }

  advance(by = 1): void {
    this.at += by;
    this.furthest = Math.max(this.furthest, this.at);
  }

  /** Reads the longest of the phrases that comes next. */
  eat(...phrases: readonly string[]): string | undefined {
    let best: string | undefined;
    for (const phrase of phrases) {
      if ((best === undefined || phrase.length > best.length) && this.isNext(phrase)) best = phrase;
    }
    if (best !== undefined) this.advance(best.split(' ').length);
    return best;
  }

  isNext(phrase: string, ahead = 0): boolean {
    return phrase.split(' ').every((word, i) => this.word(ahead + i) === word);
  }

  /** What `read` gives, or nothing read. */
  attempt<T>(read: () => T | undefined): T | undefined {
    const start = this.at;
    const value = read();
    if (value === undefined) this.at = start;
    return value;
  }

  /** Whether `read` would give something; nothing is read. */
  would(read: () => unknown): boolean {
    const [start, furthest, problem] = [this.at, this.furthest, this.problem];
    const value = read();
    this.at = start;
    this.furthest = furthest;
    this.problem = problem;
    return value !== undefined;
  }

  /** Whether a clause can begin here, which is asked again and again. */
  beginsClause(): boolean {
    const known = this.clauseStarts.get(this.at);
    if (known !== undefined) return known;
    this.clauseStarts.set(this.at, false);
    const answer = this.would(() => this.readClause(this));
    this.clauseStarts.set(this.at, answer);
    return answer;
  }

  /** Remembers what the objects of a verb were, for `them` behind another verb of the clause. */
  mention({ objects, places }: Pick<ActionPhrase, 'objects' | 'places'>): void {
    this.mentions.set(this.at, { objects, places });
  }

  /** The last objects before here. */
  mentionedBefore(): Pick<ActionPhrase, 'objects' | 'places'> | undefined {
    const last = Math.max(...[...this.mentions.keys()].filter((at) => at < this.at));
    return this.mentions.get(last);
  }

  blame(problem: Misunderstanding): void {
    if (this.problem === undefined || problem.start >= this.problem.start) this.problem = problem;
  }
}
