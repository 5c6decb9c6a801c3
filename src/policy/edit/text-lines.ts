import type { Range } from '../document.ts';

/** The lines of one item of a block list: with the comments right above it, and those indented below it. */
export interface ItemLines {
  /** Where its first line begins. */
  readonly start: number;
  /** Where its last line ends, before the line break. */
  readonly end: number;
  /** Spaces before the dash. */
  readonly column: number;
  readonly hasBlankBefore: boolean;
  /** Where the blank line above begins, if there is one. */
  readonly blankStart: number;
}

export function itemLines(text: string, range: Range): ItemLines {
  const dashLine = lineStart(text, range.start);
  const column = /^ */.exec(text.slice(dashLine))?.[0].length ?? 0;
  let start = dashLine;
  while (start > 0 && isComment(text, lineStart(text, start - 1))) start = lineStart(text, start - 1);
  const content = range.start + text.slice(range.start, range.end).trimEnd().length;
  let end = endOfLine(text, content);
  while (end < text.length && isCommentWithin(text, nextLine(text, end), column))
    end = endOfLine(text, nextLine(text, end));
  const above = start === 0 ? 0 : lineStart(text, start - 1);
  const hasBlankBefore = start > 0 && lineAt(text, above).trim() === '';
  return { start, end, column, hasBlankBefore, blankStart: above };
}

export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the line ends, before its line break. */
export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end === -1) return text.length;
  return text.charAt(end - 1) === '\r' ? end - 1 : end;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

function lineAt(text: string, start: number): string {
  return text.slice(start, endOfLine(text, start));
}

function isComment(text: string, start: number): boolean {
  return /^\s*#/.test(lineAt(text, start));
}

function isCommentWithin(text: string, start: number, column: number): boolean {
  const [, indent] = /^( *)#/.exec(lineAt(text, start)) ?? [];
  return indent !== undefined && indent.length > column;
}
