const LINE_FEED = 10;
const BACKSLASH = 92;
const STAR = 42;
const SLASH = 47;
const OPEN_CLASS = 91;
const CLOSE_CLASS = 93;

/** The last character of the string in quotes that starts at `at`; an unclosed one ends with its line. */
export function endOfQuoted(text: string, at: number): number {
  const quote = text.charCodeAt(at);
  for (let end = at + 1; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === quote || code === LINE_FEED) return end;
    if (code === BACKSLASH) end += 1;
  }
  return text.length;
}

/** The last character of the comment that starts at `at`; `at` itself when none does. */
export function endOfComment(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  if (next === STAR) return endOr(text.indexOf('*/', at + 2) + 1, text);
  if (next !== SLASH) return at;
  const lineEnd = text.indexOf('\n', at);
  return lineEnd === -1 ? text.length : lineEnd - 1;
}

function endOr(end: number, text: string): number {
  return end === 0 ? text.length : end;
}

/** The last character of the regular expression that starts at `at`; `at` itself when its line ends before it. */
export function endOfPattern(text: string, at: number): number {
  let inClass = false;
  for (let end = at + 1; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === LINE_FEED) return at;
    if (code === BACKSLASH) end += 1;
    else if (code === OPEN_CLASS) inClass = true;
    else if (code === CLOSE_CLASS) inClass = false;
    else if (code === SLASH && !inClass) return end;
  }
  return at;
}
