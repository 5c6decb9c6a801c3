import type { Extent } from '../../ir.ts';

export interface QuietText {
  /** The text with the long runs blanked out; every other character stays where it was. */
  readonly text: string;
  /** The comments that were blanked out, in source order. */
  readonly comments: readonly Extent[];
}

/**
 * How many comments and line continuations may follow each other. The grammar's scanner looks ahead over all of them
 * before each one, so that a run costs the square of its length: 1,000 lines a third of a second, 100,000 an hour.
 */
const LONGEST_RUN = 50;

interface Piece extends Extent {
  readonly kind: 'comment' | 'continuation';
}

/** Lines without code, as many as a long run has at the least. */
const MANY_QUIET_LINES = new RegExp(String.raw`(?:\n[ \t\f\r]*(?:#[^\n]*|\\\r?)?){${LONGEST_RUN}}`);

/** Puts spaces in the place of long runs of lines that hold only a comment or a line continuation. */
export function blankQuietRuns(text: string): QuietText {
  const pieces = MANY_QUIET_LINES.test(text) ? quietPieces(text) : [];
  if (pieces.length === 0) return { text, comments: [] };
  let blanked = '';
  let from = 0;
  for (const { start, end } of pieces) {
    blanked += text.slice(from, start) + ' '.repeat(end - start);
    from = end;
  }
  return { text: blanked + text.slice(from), comments: pieces.filter(({ kind }) => kind === 'comment') };
}

/** The comments and continuations of all long runs; strings are skipped, so that none is found inside one. */
function quietPieces(text: string): readonly Piece[] {
  const found: Piece[] = [];
  let run: Piece[] = [];
  let index = 0;
  const closeRun = (): void => {
    if (run.length > LONGEST_RUN) for (const piece of run) found.push(piece);
    if (run.length > 0) run = [];
  };
  let freshLine = true;
  while (index < text.length) {
    const end = quietEnd(text, index);
    if (end === undefined) {
      closeRun();
      freshLine = false;
      index = codeEnd(text, index);
      continue;
    }
    const kind = PIECES[text.charAt(index)];
    if (kind !== undefined && freshLine) run.push({ kind, start: index, end });
    if (kind === 'continuation' || text[index] === '\n') freshLine = true;
    index = end;
  }
  closeRun();
  return found;
}

const PIECES: Readonly<Record<string, Piece['kind']>> = { '#': 'comment', '\\': 'continuation' };

/** Where the white space, comment or line continuation at `index` ends; `undefined` when code stands there. */
function quietEnd(text: string, index: number): number | undefined {
  switch (text[index]) {
    case ' ':
    case '\t':
    case '\f':
    case '\r':
    case '\n':
    case '\uFEFF':
      return index + 1;
    case '#':
      return lineEnd(text, index);
    case '\\':
      if (text[index + 1] === '\n') return index + 2;
      return text.startsWith('\r\n', index + 1) ? index + 3 : undefined;
    default:
      return undefined;
  }
}

function lineEnd(text: string, index: number): number {
  const newline = text.indexOf('\n', index);
  if (newline === -1) return text.length;
  return text[newline - 1] === '\r' ? newline - 1 : newline;
}

/** Behind a string literal, or behind the one character of other code. */
function codeEnd(text: string, index: number): number {
  const quote = text[index];
  if (quote !== '"' && quote !== "'") return index + 1;
  const triple = quote.repeat(3);
  const isTriple = text.startsWith(triple, index);
  let current = index + (isTriple ? 3 : 1);
  while (current < text.length) {
    const character = text[current];
    if (character === '\\') current += 2;
    else if (isTriple && character === quote && text.startsWith(triple, current)) return current + 3;
    else if (!isTriple && (character === quote || character === '\n')) return current + 1;
    else current += 1;
  }
  return text.length;
}
