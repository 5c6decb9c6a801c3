/**
 * A cell's code without what only IPython understands: magics (`%pip`, `%%bash`), shell commands (`!ls`, `x = !ls`) and
 * questions (`client?`) give way to a `0` and blanks, so that every other character keeps its place.
 */
export function plainPython(cell: string): string {
  const magic = CELL_MAGIC.exec(cell);
  if (magic !== null && !TRANSPARENT.has(magic[1] ?? '')) return blank(cell, 0, cell.length);
  return logicalLines(cell).reduce(plainLine, cell);
}

/** What it runs is Python of this notebook: these time, profile or catch the output. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'time',
  'timeit',
  'capture',
  'prun',
  'memit',
  'mprun',
  'lprun',
  'pyinstrument',
  'python',
  'python3',
  'ipytest',
]);

const CELL_MAGIC = /^\s*%%(\w+)/;
const LINE_MAGIC = /^[ \t]*(%{1,2}(\w*)|!{1,2}|\?{1,2}(?=\w))/;
/** Of a magic that runs the rest of its line: the word and its options. */
const TIMED = /^[ \t]*%(?:time|timeit|prun|memit)\b(?:[ \t]+-\w+(?:[ \t]*\d+)?)*/;
const ASSIGNED = /^([ \t]*[\w.,\t [\]'"]+=[ \t]*)(?:!|%(?=\w))/;
const QUESTION = /^[ \t]*[\w.]+\?{1,2}[ \t]*$/;

function plainLine(code: string, { start, end }: Line): string {
  const line = code.slice(start, end);
  const timed = TIMED.exec(line)?.[0];
  if (timed !== undefined) return statement(code, start + indentOf(line), start + timed.length);
  const assigned = ASSIGNED.exec(line)?.[1];
  if (assigned !== undefined) return value(code, start + assigned.length, end);
  if (LINE_MAGIC.test(line) || QUESTION.test(line)) return value(code, start + indentOf(line), end);
  return code;
}

function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}

/** A value in place of what is no Python, so that a block has a body and an assignment a right side. */
function value(code: string, start: number, end: number): string {
  return `${code.slice(0, start)}0${blank(code, start + 1, end)}${code.slice(end)}`;
}

/** As `value`, for a magic that the statement follows. */
function statement(code: string, start: number, end: number): string {
  return `${code.slice(0, start)}0;${blank(code, start + 2, end)}${code.slice(end)}`;
}

function blank(code: string, start: number, end: number): string {
  return code.slice(start, end).replace(/[^\r\n]/g, ' ');
}

interface Line {
  readonly start: number;
  /** With the lines that a backslash at the end adds, without the line break. */
  readonly end: number;
}

const TOKEN = /[rRbBuUfFtT]{0,2}("""|'''|"|')|#[^\n]*|[([{]|[)\]}]|\\\r?\n|\r?\n/g;

/**
 * The lines that begin a statement: not those inside a string, brackets or after a backslash, where `%` is an operator
 * or text.
 */
function logicalLines(code: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  let depth = 0;
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(code); token !== null; token = TOKEN.exec(code)) {
    const [text, quote] = token;
    if (quote !== undefined) TOKEN.lastIndex = endOfString(code, TOKEN.lastIndex, quote);
    else if ('([{'.includes(text)) depth += 1;
    else if (')]}'.includes(text)) depth = Math.max(0, depth - 1);
    else if (text.endsWith('\n') && !text.startsWith('\\') && (depth === 0 || isMagic(code, start))) {
      lines.push({ start, end: token.index });
      start = TOKEN.lastIndex;
      depth = 0;
    }
  }
  return [...lines, { start, end: code.length }];
}

/** Quotes and brackets of a shell command are none of ours. */
function isMagic(code: string, start: number): boolean {
  return LINE_MAGIC.test(code.slice(start, start + 80));
}

/** The end of the string whose opening quote ends at `from`; a short string ends with its line at the latest. */
function endOfString(code: string, from: number, quote: string): number {
  const end =
    quote.length === 3 ? (quote === '"""' ? TRIPLE_DOUBLE : TRIPLE_SINGLE) : quote === '"' ? DOUBLE : SINGLE;
  end.lastIndex = from;
  for (let found = end.exec(code); found !== null; found = end.exec(code)) {
    if (!found[0].startsWith('\\')) return found[0].endsWith('\n') ? found.index : end.lastIndex;
  }
  return code.length;
}

const DOUBLE = /\\[^]|"|\r?\n/g;
const SINGLE = /\\[^]|'|\r?\n/g;
const TRIPLE_DOUBLE = /\\[^]|"""/g;
const TRIPLE_SINGLE = /\\[^]|'''/g;
