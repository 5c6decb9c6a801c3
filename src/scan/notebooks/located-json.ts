/** A JSON value with the offsets at which its texts stand, so that a place in them can be shown in the file. */
export type LocatedJson =
  /** `start` and `end` enclose what stands between the quotes, still escaped. */
  | { readonly kind: 'text'; readonly start: number; readonly end: number }
  | { readonly kind: 'list'; readonly items: readonly LocatedJson[] }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, LocatedJson> }
  | { readonly kind: 'other' };

/** What could be read: the whole value, or what stands before the offset at which it ceases to be JSON. */
export interface ReadJson {
  readonly root: LocatedJson;
  readonly brokenAt?: number;
}

/**
 * Reads JSON (RFC 8259) and keeps what stands before a mistake: a notebook with the marks of a merge conflict in it still
 * has the cells above them. Takes time linear in the text.
 */
export function readLocatedJson(text: string): ReadJson {
  const reader = new Reader(text);
  const root = reader.value(0);
  const brokenAt = reader.brokenAt ?? reader.trailing();
  return brokenAt === undefined ? { root } : { root, brokenAt };
}

const OTHER: LocatedJson = { kind: 'other' };
const SPACE = /[ \t\r\n]*/y;
const SCALAR = /(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;
/** Deeper values are taken for broken; the interpreter's stack holds several times as much. */
const DEEPEST = 500;

class Reader {
  brokenAt: number | undefined;
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  value(depth: number): LocatedJson {
    this.space();
    switch (this.text[this.at]) {
      case '{':
        return depth === DEEPEST ? this.fail() : this.map(depth);
      case '[':
        return depth === DEEPEST ? this.fail() : this.list(depth);
      case '"':
        return this.string();
      default:
        return this.matches(SCALAR) ? OTHER : this.fail();
    }
  }

  /** Where something follows the value that should be the whole text. */
  trailing(): number | undefined {
    this.space();
    return this.at < this.text.length ? this.at : undefined;
  }

  private map(depth: number): LocatedJson {
    const entries = new Map<string, LocatedJson>();
    this.sequence('}', () => {
      const key = this.string();
      if (this.brokenAt === undefined && !this.takes(':')) this.fail();
      if (this.brokenAt !== undefined || key.kind !== 'text') return;
      entries.set(this.text.slice(key.start, key.end), this.value(depth + 1));
    });
    return { kind: 'map', entries };
  }

  private list(depth: number): LocatedJson {
    const items: LocatedJson[] = [];
    this.sequence(']', () => {
      items.push(this.value(depth + 1));
    });
    return { kind: 'list', items };
  }

  /** What stands between an opening bracket, where the reader is, and its closing one. */
  private sequence(close: string, item: () => void): void {
    this.at += 1;
    if (this.takes(close)) return;
    do {
      item();
      if (this.brokenAt !== undefined) return;
    } while (this.takes(','));
    if (!this.takes(close)) this.fail();
  }

  private string(): LocatedJson {
    this.space();
    if (this.text[this.at] !== '"') return this.fail();
    const start = this.at + 1;
    let end = this.text.indexOf('"', start);
    while (end !== -1 && isEscaped(this.text, end, start)) end = this.text.indexOf('"', end + 1);
    if (end === -1) return this.fail();
    this.at = end + 1;
    return { kind: 'text', start, end };
  }

  private takes(character: string): boolean {
    this.space();
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private space(): void {
    this.matches(SPACE);
  }

  private matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  private fail(): LocatedJson {
    this.brokenAt ??= this.at;
    return OTHER;
  }
}

/** An odd number of backslashes stands before it. */
function isEscaped(text: string, at: number, start: number): boolean {
  let before = at;
  while (before > start && text[before - 1] === '\\') before -= 1;
  return (at - before) % 2 === 1;
}
