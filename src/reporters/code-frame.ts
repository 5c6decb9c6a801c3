import { lineText, type Source, type Span } from '../base/index.ts';
import type { Paint } from './paint.ts';
import { textWidth } from './text-width.ts';
import { visibleText } from './visible-text.ts';

export interface FrameLook {
  readonly paint: Paint;
  /** Colour of the underline and its label. */
  readonly accent: (text: string) => string;
  /** Cells for the source text; longer lines are cut around the span. Default 100. */
  readonly width?: number;
  /** Digits of the gutter, so that several frames line up; at least those of the line shown. */
  readonly gutter?: number;
  /** What stands beside the underline. */
  readonly label?: string;
  /** `^` for the place itself, `-` for a related one. */
  readonly mark?: '^' | '-';
}

const DEFAULT_WIDTH = 100;
/** Cells kept before the span when the line is cut. */
const LEAD = 24;
/** A line is looked at only so far (in UTF-16 units) on both sides of the span, however long it is. */
const REACH = 1_000;

/**
 * The line of a span with the span underlined:
 * ```
 *    |
 *  7 |     aproval: block
 *    |     ^^^^^^^ did you mean `approval`?
 * ```
 * A span over several lines is underlined to the end of its first. Empty when the line does not exist. Of a notebook, the
 * line of the cell.
 */
export function codeFrame(source: Source, span: Span, look: FrameLook): readonly string[] {
  const cell = span.cell && source.cells?.get(span.cell.number);
  return cell === undefined ? frame(source, span, look) : frame(cell, linesOf(span), look);
}

/** The place whose lines a frame of the span numbers. */
export function linesOf({ file, start, end, cell }: Span): Span {
  return { file, start: cell?.start ?? start, end: cell?.end ?? end };
}

function frame(source: Source, span: Span, look: FrameLook): readonly string[] {
  const text = lineText(source, span.start.line);
  if (text === undefined) return [];
  const lineStart = span.start.offset - (source.lineStarts[span.start.line - 1] ?? 0);
  const isOneLine = span.end.line === span.start.line;
  const lineEnd = isOneLine ? lineStart + (span.end.offset - span.start.offset) : text.length;
  const cut = cutAround(text, lineStart, Math.min(lineEnd, text.length), look.width ?? DEFAULT_WIDTH);
  const { paint, accent } = look;
  const digits = String(span.start.line);
  const gutter = Math.max(look.gutter ?? 0, digits.length);
  const bar = paint.blue('|');
  const margin = `${' '.repeat(gutter + 2)}${bar}`;
  const underline = (look.mark ?? '^').repeat(Math.max(1, cut.spanWidth));
  const label = [isOneLine ? '' : `(to line ${span.end.line})`, visibleText(look.label ?? '')].filter(
    (s) => s !== '',
  );
  return [
    margin,
    ` ${paint.blue(digits.padStart(gutter))} ${bar} ${cut.text}`.trimEnd(),
    `${margin} ${' '.repeat(cut.before)}${accent([underline, ...label].join(' '))}`,
  ];
}

/** `policy.yaml:7:5`. */
export function placeText(span: Span): string {
  return `${visibleText(span.file)}:${span.start.line}:${span.start.column}`;
}

/** As `placeText`, with the cell of a notebook for people: `qa.ipynb:41:9 (cell 3, line 2)`. */
export function placeAndCellText(span: Span): string {
  const { cell } = span;
  return cell === undefined
    ? placeText(span)
    : `${placeText(span)} (cell ${cell.number}, line ${cell.start.line})`;
}

interface Cut {
  readonly text: string;
  /** Cells before the span. */
  readonly before: number;
  /** Cells of the span that are shown. */
  readonly spanWidth: number;
}

function cutAround(line: string, start: number, end: number, width: number): Cut {
  const near = {
    start: Math.max(0, start - REACH),
    end: Math.min(line.length, Math.max(start, end) + REACH),
  };
  const head = visibleText(line.slice(near.start, start));
  const body = visibleText(line.slice(start, Math.min(end, start + REACH)));
  const tail = visibleText(line.slice(Math.min(end, start + REACH), near.end));
  if (
    near.start === 0 &&
    textWidth(head) + textWidth(body) + textWidth(tail) <= width &&
    near.end === line.length
  ) {
    return { text: head + body + tail, before: textWidth(head), spanWidth: textWidth(body) };
  }
  const isHeadShort = near.start === 0 && textWidth(head) <= Math.max(LEAD, width - textWidth(body) - LEAD);
  const shownHead = isHeadShort ? head : `…${lastCells(head, LEAD)}`;
  const rest = firstCells(body + tail, Math.max(8, width - textWidth(shownHead) - 1));
  const isWhole = rest.length === (body + tail).length && near.end === line.length;
  return {
    text: `${shownHead}${rest}${isWhole ? '' : '…'}`,
    before: textWidth(shownHead),
    spanWidth: Math.min(textWidth(body), textWidth(rest)),
  };
}

function firstCells(text: string, cells: number): string {
  let shown = '';
  let width = 0;
  for (const character of text) {
    width += textWidth(character);
    if (width > cells) return shown;
    shown += character;
  }
  return shown;
}

function lastCells(text: string, cells: number): string {
  const characters = Array.from(text);
  let width = 0;
  let first = characters.length;
  while (first > 0) {
    width += textWidth(characters[first - 1] ?? '');
    if (width > cells) break;
    first -= 1;
  }
  return characters.slice(first).join('');
}
