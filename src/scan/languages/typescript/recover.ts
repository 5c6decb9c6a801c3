/** Each attempt parses the whole file again. */
const MOST_ATTEMPTS = 8;

/** Where a parser gave up; `undefined` when it did not. */
export type FirstError = (text: string) => number | undefined;

/**
 * The text with the stretches that hold syntax errors made blank, so that the rest can be parsed and every offset stays;
 * `undefined` when nothing is left that parses. A stretch goes from one line that begins something at the margin to the
 * next, as people and formatters write the parts of a file.
 */
export function withoutErrors(text: string, firstError: FirstError): string | undefined {
  let rest = text.replace(CONFLICT_MARKS, blank);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const error = firstError(rest);
    if (error === undefined) return rest.trim() === '' ? undefined : rest;
    const start = lastStart(rest, error);
    const end = nextStart(rest, Math.max(error, start + 1));
    rest = rest.slice(0, start) + blank(rest.slice(start, end)) + rest.slice(end);
  }
  return undefined;
}

const CONFLICT_MARKS = /^(?:<{7}|={7}|>{7})(?: .*)?$/gm;
/** A line that begins a statement: neither indented nor a closing bracket nor the middle of something. */
const STARTS_AT_MARGIN = /^[A-Za-z_$@]/gm;

function lastStart(text: string, before: number): number {
  let start = 0;
  STARTS_AT_MARGIN.lastIndex = 0;
  for (;;) {
    const found = STARTS_AT_MARGIN.exec(text);
    if (found === null || found.index > before) return start;
    start = found.index;
  }
}

function nextStart(text: string, after: number): number {
  STARTS_AT_MARGIN.lastIndex = after;
  return STARTS_AT_MARGIN.exec(text)?.index ?? text.length;
}

/** As long as `text`, with its lines. */
export function blank(text: string): string {
  return text.replace(/[^\n\r]/g, ' ');
}
