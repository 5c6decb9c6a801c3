import { endOfComment, endOfPattern, endOfQuoted } from './skip-text.ts';

/**
 * What a level of each kind costs of the parser's stack, as measured with 1 MB, and what may be spent. The parser
 * descends by recursion and takes the whole process with it when the stack ends, so what is nested too deeply must not
 * reach it.
 */
const BUDGET = 7300;
const BRACKET = 24;
const ANGLE = 16;
const HEAD = 11;
const ASSIGNMENT = 10;
const PREFIX = 5;
const TAG = 5;
const SIGN = 3;
const LINK = 1;

const SLASH = 47;

/** Statements that nest without brackets. */
const HEADS: ReadonlySet<string> = new Set(['if', 'for', 'while', 'do', 'with']);
const PREFIXES: ReadonlySet<string> = new Set([
  ...['new', 'await', 'typeof', 'void', 'delete', 'yield', 'class', 'extends', 'keyof', 'infer', 'unique'],
]);
/** What is before one of these is not continued by it. */
const FRESH_STARTS: ReadonlySet<string> = new Set(['const', 'return', 'throw', 'case', 'export']);

/** A first look at words: whether some word above has this length and these first and last letters. */
const MAYBE_KNOWN = new Uint8Array(1024);
for (const word of [...HEADS, ...PREFIXES, ...FRESH_STARTS, 'else', 'as', 'satisfies']) {
  MAYBE_KNOWN[trace(word, 0, word.length)] = 1;
}

function trace(text: string, start: number, end: number): number {
  return (text.charCodeAt(start) * 37 + text.charCodeAt(end - 1) * 11 + end - start) & 1023;
}

/** What was spent inside one pair of brackets: on expressions, on type arguments, and on statements and tags. */
interface Level {
  chain: number;
  angles: number;
  heads: number;
}

interface Scan {
  readonly text: string;
  readonly levels: Level[];
  level: Level;
  spent: number;
  /** The last character that is neither blank nor in a comment. */
  last: number;
  /** What ended after it. */
  boundary: 'none' | 'line' | 'statement';
  /** The numbers of open brackets that are `${` of a template. */
  readonly templates: number[];
  /** Backslashes outside of strings and patterns. */
  strays: number;
}

/**
 * What forbids giving the text to the parser, if anything does: that it nests deeper than any person writes: brackets, and what nests without them, as `a => b => c`,
 * `a ? b : c ? d : e`, `else if`, `!!a` or long sums. One look at each character, so that strings, regular expressions
 * and the ends of statements are told only roughly.
 */
export function tooMuchToParse(text: string): string | undefined {
  const level: Level = { chain: 0, angles: 0, heads: 0 };
  const scan: Scan = {
    text,
    levels: [level],
    level,
    spent: 0,
    last: 0,
    boundary: 'statement',
    templates: [],
    strays: 0,
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code <= 32) {
      if (code === 10 && scan.boundary === 'none') scan.boundary = 'line';
    } else {
      at = isWord(code) ? readWord(scan, at) : readSign(scan, at);
      if (scan.spent > BUDGET) return 'nested too deeply';
      if (scan.strays > MOST_STRAYS) return STRAYS;
    }
  }
  return countUpTo(text, BAD_ESCAPE, MOST_STRAYS) > MOST_STRAYS ? STRAYS : undefined;
}

/**
 * The parser goes on after a backslash in the wrong place, and writes the whole line into each of its messages: time and
 * memory grow with the square of their number.
 */
const MOST_STRAYS = 500;
const STRAYS = 'too many stray backslashes';
/** An escape in a string that is none. */
const BAD_ESCAPE = /\\(?:x(?![\da-f]{2})|u(?!\{?[\da-f]))/gi;

function countUpTo(text: string, pattern: RegExp, most: number): number {
  let count = 0;
  pattern.lastIndex = 0;
  while (count <= most && pattern.test(text)) count += 1;
  return count;
}

function readWord(scan: Scan, start: number): number {
  let end = start + 1;
  while (isWord(scan.text.charCodeAt(end))) end += 1;
  const word = MAYBE_KNOWN[trace(scan.text, start, end)] === 1 ? scan.text.slice(start, end) : '';
  if (word === '') passBoundary(scan, false);
  else readKnownWord(scan, word);
  scan.last = scan.text.charCodeAt(end - 1);
  scan.boundary = 'none';
  return end - 1;
}

function readKnownWord(scan: Scan, word: string): void {
  if (word !== 'else') passBoundary(scan, FRESH_STARTS.has(word));
  if (HEADS.has(word)) spend(scan, 'heads', HEAD);
  else if (PREFIXES.has(word)) spend(scan, 'chain', PREFIX);
  else if (word === 'as' || word === 'satisfies') spend(scan, 'chain', LINK);
}

/** What begins a word or a string ends the statement before it, unless an operator or `else` asks for more. */
function passBoundary(scan: Scan, isFresh: boolean): void {
  if (scan.boundary === 'statement' || isFresh) {
    forgetAll(scan);
  } else if (scan.boundary === 'line' && endsOperand(scan.last)) {
    forget(scan, 'chain');
    forget(scan, 'angles');
  }
}

function readSign(scan: Scan, at: number): number {
  const { text } = scan;
  const sign = text.charAt(at);
  const next = text.charAt(at + 1);
  let end = at;
  switch (sign) {
    case '"':
    case "'":
      passBoundary(scan, false);
      end = endOfQuoted(text, at);
      break;
    case '`':
      end = readTemplate(scan, at);
      break;
    case '/':
      if (next === '/' || next === '*') return endOfComment(text, at);
      end = endsOperand(scan.last) ? at : endOfPattern(text, at);
      break;
    case '(':
    case '[':
    case '{':
      open(scan);
      break;
    case ')':
    case ']':
    case '}':
      close(scan);
      if (sign === '}' && scan.templates.at(-1) === scan.levels.length) {
        scan.templates.pop();
        end = readTemplate(scan, at);
      } else if (sign === '}') {
        scan.last = text.charCodeAt(at);
        scan.boundary = 'statement';
        return at;
      }
      break;
    case '\\':
      scan.strays += 1;
      break;
    case ';':
      scan.last = text.charCodeAt(at);
      scan.boundary = 'statement';
      return at;
    case ',':
      forget(scan, 'chain');
      break;
    default:
      end = readOperator(scan, at, sign, next);
  }
  scan.last = text.charCodeAt(Math.min(end, text.length - 1));
  scan.boundary = 'none';
  return end;
}

function readOperator(scan: Scan, at: number, sign: string, next: string): number {
  switch (sign) {
    case '=':
      if (next === '=') return at + 1;
      spend(scan, 'chain', ASSIGNMENT);
      return next === '>' ? at + 1 : at;
    case ':':
      spend(scan, 'chain', ASSIGNMENT);
      return at;
    case '<':
      if (next === '=' || next === '<' || next === ' ') return at + 1;
      spend(scan, 'angles', ANGLE);
      spend(scan, 'heads', next === '/' ? -TAG : TAG);
      return at;
    case '>':
      spend(scan, 'angles', -ANGLE);
      if (scan.last === SLASH) spend(scan, 'heads', -TAG);
      return at;
    case '!':
    case '~':
    case '*':
      spend(scan, 'chain', SIGN);
      return at;
    case '+':
    case '-':
      spend(scan, 'chain', endsOperand(scan.last) ? LINK : SIGN);
      return next === sign ? at + 1 : at;
    case '&':
    case '|':
      // No type argument has `&&` or `||` in it: what looked like one is a comparison.
      if (next === sign) forget(scan, 'angles');
      spend(scan, 'chain', LINK);
      return next === sign ? at + 1 : at;
    case '%':
    case '^':
      spend(scan, 'chain', LINK);
      return at;
    case '.':
      if (isWord(scan.last)) spend(scan, 'chain', LINK);
      return at;
    default:
      return at;
  }
}

/** Reads a template's text up to its end or the next `${`. */
function readTemplate(scan: Scan, at: number): number {
  const { text } = scan;
  for (let end = at + 1; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === 92) {
      end += 1;
    } else if (code === 96) {
      spend(scan, 'chain', LINK);
      return end;
    } else if (code === 36 && text.charCodeAt(end + 1) === 123) {
      scan.templates.push(scan.levels.length);
      open(scan);
      return end + 1;
    }
  }
  return text.length;
}

function open(scan: Scan): void {
  scan.level = { chain: 0, angles: 0, heads: 0 };
  scan.levels.push(scan.level);
  scan.spent += BRACKET;
}

/** What was in the brackets is done; a call or an index is one more link of the chain outside. */
function close(scan: Scan): void {
  if (scan.levels.length === 1) return;
  forgetAll(scan);
  scan.levels.pop();
  scan.spent -= BRACKET;
  scan.level = scan.levels.at(-1) ?? scan.level;
  spend(scan, 'chain', LINK);
}

/** A negative cost gives back, never more than was spent. */
function spend(scan: Scan, kind: keyof Level, cost: number): void {
  const change = Math.max(cost, -scan.level[kind]);
  scan.level[kind] += change;
  scan.spent += change;
}

function forgetAll(scan: Scan): void {
  forget(scan, 'chain');
  forget(scan, 'angles');
  forget(scan, 'heads');
}

function forget(scan: Scan, kind: keyof Level): void {
  scan.spent -= scan.level[kind];
  scan.level[kind] = 0;
}

/** `a-z A-Z 0-9 _ $` and everything beyond ASCII. */
function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    code > 127
  );
}

/** A word, a string or a closing bracket; after anything else an expression goes on. */
function endsOperand(code: number): boolean {
  return (
    isWord(code) || code === 41 || code === 93 || code === 125 || code === 34 || code === 39 || code === 96
  );
}
