/** A place in a text: `line` and `column` count from 1, `column` in Unicode code points, `offset` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A stretch of a file, `end` exclusive. `file` is the path as it is shown to the user, with `/`. */
export interface Span {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  /** In a notebook: the same stretch in the code of its cell. */
  readonly cell?: CellPlace;
}

/** A stretch of a notebook's cell; `number` counts all cells from 1. */
export interface CellPlace {
  readonly number: number;
  readonly start: Position;
  readonly end: Position;
}

/** A text with its name and the offsets at which its lines begin (lines end in LF or CRLF). */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly lineStarts: readonly number[];
  /** Of a notebook: the code of its cells, by number. */
  readonly cells?: ReadonlyMap<number, Source>;
  /** For a text that was taken out of the file: the whole file, and the place there of a stretch of this text. */
  readonly excerptOf?: { readonly whole: Source; locate(start: number, end: number): Span };
}

export function createSource(file: string, text: string): Source {
  const lineStarts = [0];
  for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) lineStarts.push(i + 1);
  return { file, text, lineStarts };
}

/** The position of a UTF-16 offset; offsets outside the text are clamped to it. */
export function positionAt(source: Source, offset: number): Position {
  const at = Math.max(0, Math.min(offset, source.text.length));
  const index = lastAtOrBefore(source.lineStarts, at);
  const lineStart = source.lineStarts[index] ?? 0;
  return { line: index + 1, column: codePointsBetween(source, lineStart, at) + 1, offset: at };
}

export function spanAt(source: Source, start: number, end: number): Span {
  if (source.excerptOf !== undefined) return source.excerptOf.locate(start, Math.max(start, end));
  return {
    file: source.file,
    start: positionAt(source, start),
    end: positionAt(source, Math.max(start, end)),
  };
}

/** The text of a line (counted from 1) without its line end, or `undefined` past the end. */
export function lineText(source: Source, line: number): string | undefined {
  const start = source.lineStarts[line - 1];
  if (start === undefined) return undefined;
  const next = source.lineStarts[line];
  const raw = source.text.slice(start, next === undefined ? undefined : next - 1);
  return raw.endsWith('\r') ? raw.slice(0, -1) : raw;
}

function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Code points from a place that does not split one. */
function codePointsBetween(source: Source, start: number, end: number): number {
  if (end - start <= BLOCK) return codePointsIn(source.text, start, end);
  return codePointsBefore(source, end) - codePointsBefore(source, start);
}

const BLOCK = 1024;

/** By source, the code points before each block of its text: a long line is not counted anew for each of its places. */
const counted = new WeakMap<Source, readonly number[]>();

function codePointsBefore(source: Source, offset: number): number {
  let before = counted.get(source);
  if (before === undefined) counted.set(source, (before = countBlocks(source.text)));
  const block = Math.floor(offset / BLOCK);
  return (before[block] ?? 0) + codePointsIn(source.text, block * BLOCK, offset);
}

function countBlocks(text: string): readonly number[] {
  const before = [0];
  let count = 0;
  for (let start = 0; start + BLOCK <= text.length; start += BLOCK) {
    count += codePointsIn(text, start, start + BLOCK);
    before.push(count);
  }
  return before;
}

/** Code points that begin in a stretch of a text. */
function codePointsIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i += 1) if (!isSecondHalf(text, i)) count += 1;
  return count;
}

function isSecondHalf(text: string, i: number): boolean {
  const unit = text.charCodeAt(i);
  if (unit < 0xdc00 || unit > 0xdfff) return false;
  const before = text.charCodeAt(i - 1);
  return before >= 0xd800 && before <= 0xdbff;
}
