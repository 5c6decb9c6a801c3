/** From `at` in the excerpt on, the characters stand one after the other from `from` in the file on. */
interface Run {
  readonly at: number;
  readonly from: number;
}

/** A text that was taken out of the texts of a JSON file, and where each of its characters stands there. */
export interface Excerpt {
  readonly text: string;
  /** By `at`; the first begins at 0. */
  readonly runs: readonly Run[];
}

/** Puts an excerpt together from JSON texts (as they stand between their quotes) and from what stands nowhere. */
export class ExcerptBuilder {
  private readonly json: string;
  private readonly parts: string[] = [];
  private readonly runs: Run[] = [];
  private length = 0;

  constructor(json: string) {
    this.json = json;
  }

  /** How many characters there are so far. */
  get end(): number {
    return this.length;
  }

  /** Adds a JSON text, its escapes undone (RFC 8259, section 7); an escape that there is not stands for itself. */
  addJsonText(start: number, end: number): void {
    let at = start;
    while (at < end) {
      const escape = this.json.indexOf('\\', at);
      const plainEnd = escape === -1 || escape > end ? end : escape;
      if (plainEnd > at) this.add(this.json.slice(at, plainEnd), at);
      at = plainEnd;
      if (at < end) at = this.addEscape(at, end);
    }
  }

  /** Adds a character of which the file knows nothing; its place is that of what stands before it. */
  addLineBreak(): void {
    const last = this.runs.at(-1);
    this.add('\n', last === undefined ? 0 : last.from + (this.length - last.at));
  }

  build(): Excerpt {
    return { text: this.parts.join(''), runs: this.runs };
  }

  private addEscape(at: number, end: number): number {
    const hex = /^\\u([0-9a-fA-F]{4})/.exec(this.json.slice(at, Math.min(at + 6, end)))?.[1];
    if (hex !== undefined) {
      this.add(String.fromCharCode(Number.parseInt(hex, 16)), at);
      return at + 6;
    }
    const letter = this.json[at + 1] ?? '';
    this.add(ESCAPES[letter] ?? letter, at);
    return at + 2;
  }

  private add(text: string, from: number): void {
    this.runs.push({ at: this.length, from });
    this.parts.push(text);
    this.length += text.length;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The offset in the file of the character at an offset of the excerpt. */
export function offsetInFile({ runs }: Excerpt, offset: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const run = runs[low];
  return run === undefined ? 0 : run.from + (offset - run.at);
}
