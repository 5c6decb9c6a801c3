import type { Result } from '../../base/index.ts';
import { codePointSet } from '../code-point-set.ts';
import { Cursor } from '../cursor.ts';
import { attempt, refuse, type PatternProblem } from '../pattern-problem.ts';
import { CANONICAL, FOLDED, inForm } from './glob-form.ts';
import type { Glob, GlobNode } from './glob.ts';

const MAX_CODE_POINTS = 1024;
const MAX_NESTING = 16;

/**
 * Reads a glob: `*` any run of characters, `?` one code point, `[abc]` `[a-z]` `[!a]`, `{a,b}`, `\` before a sign that
 * is meant itself. It is read as written and then brought into canonical form, so a full-width `＊` is a literal star.
 * What looks like another language (`[^`, `a|b`, a leading `!` or `^`, a trailing `$`) is refused with a remedy.
 *
 * @example parseGlob('{bulk,mass}_*')
 */
export function parseGlob(text: string): Result<Glob, PatternProblem> {
  return attempt(() => {
    const nodes = inForm(parseNodes(text), CANONICAL);
    if (nodes.length === 0) {
      refuse(0, text.length, 'the glob is empty', 'write `*` to match every name');
    }
    return { text, nodes };
  });
}

/** The glob whose parts are folded as `foldName` folds names: for comparing what things look like. */
export function foldGlob(glob: Glob): Glob {
  return { text: glob.text, nodes: inForm(parseNodes(glob.text), FOLDED) };
}

function parseNodes(text: string): GlobNode[] {
  refuseOtherLanguages(text);
  const cursor = new Cursor(text);
  return parseSequence(cursor, 0);
}

function refuseOtherLanguages(text: string): void {
  const length = text.length <= MAX_CODE_POINTS ? 0 : Array.from(text).length;
  if (length > MAX_CODE_POINTS) {
    refuse(
      0,
      text.length,
      `the glob has ${length} characters, more than ${MAX_CODE_POINTS}`,
      'split it into a list of shorter globs',
    );
  }
  const start = text.search(/\S/u);
  if (text[start] === '!') {
    refuse(
      start,
      start + 1,
      'a glob cannot be negated with `!`',
      'put an earlier rule for the names to leave out, or write `\\!` for the character itself',
    );
  }
  if (text[start] === '^') {
    refuse(
      start,
      start + 1,
      'a glob needs no `^`: it always matches the whole name',
      'leave it out, or write `\\^` for the character itself',
    );
  }
}

/** Nodes up to the end, or inside braces up to `,` or `}`. */
function parseSequence(cursor: Cursor, depth: number): GlobNode[] {
  const nodes: GlobNode[] = [];
  let literal = '';
  const push = (node: GlobNode): void => {
    if (literal !== '') nodes.push({ kind: 'literal', text: literal });
    literal = '';
    nodes.push(node);
  };
  while (!cursor.isAtEnd && !(depth > 0 && (cursor.isBefore(',') || cursor.isBefore('}')))) {
    if (cursor.skip('*')) push({ kind: 'any-run' });
    else if (cursor.skip('?')) push({ kind: 'any-one' });
    else if (cursor.isBefore('[')) push(parseClass(cursor));
    else if (cursor.isBefore('{')) push(parseAlternatives(cursor, depth + 1));
    else literal += parseCharacter(cursor);
  }
  if (literal !== '') nodes.push({ kind: 'literal', text: literal });
  return nodes;
}

/** One character that stands for itself, escaped or not. */
function parseCharacter(cursor: Cursor): string {
  const start = cursor.at;
  const character = cursor.take();
  if (character === '|') {
    refuse(
      start,
      cursor.at,
      '`|` does not separate alternatives in a glob',
      'write `{a,b}`, or `\\|` for the character itself',
    );
  }
  if (character === '$' && cursor.isAtEnd) {
    refuse(
      start,
      cursor.at,
      'a glob needs no `$`: it always matches the whole name',
      'leave it out, or write `\\$` for the character itself',
    );
  }
  return character === '\\' ? parseEscaped(cursor, start) : character;
}

function parseEscaped(cursor: Cursor, start: number): string {
  if (cursor.isAtEnd) {
    refuse(start, cursor.at, 'nothing follows the last `\\`', 'write `\\\\` for a backslash');
  }
  const escaped = cursor.take();
  if (/^[\p{L}\p{N}]$/u.test(escaped)) {
    refuse(
      start,
      cursor.at,
      `\`\\${escaped}\` has no meaning in a glob`,
      `write \`${escaped}\` for the character itself, or \`\\\\${escaped}\` for a backslash before it`,
    );
  }
  return escaped;
}

function parseAlternatives(cursor: Cursor, depth: number): GlobNode {
  const start = cursor.at;
  cursor.take();
  if (depth > MAX_NESTING) {
    refuse(
      start,
      cursor.at,
      `braces are nested more than ${MAX_NESTING} deep`,
      'write the alternatives side by side',
    );
  }
  if (cursor.skip('}')) {
    refuse(
      start,
      cursor.at,
      '`{}` has no alternatives',
      'write `{a,b}`, or `\\{\\}` for the characters themselves',
    );
  }
  const branches = [parseSequence(cursor, depth)];
  while (cursor.skip(',')) branches.push(parseSequence(cursor, depth));
  if (!cursor.skip('}')) {
    refuse(
      start,
      start + 1,
      'this `{` is not closed',
      'close it with `}`, or write `\\{` for the character itself',
    );
  }
  return { kind: 'alternatives', branches };
}

function parseClass(cursor: Cursor): GlobNode {
  const start = cursor.at;
  cursor.take();
  if (cursor.isBefore('^')) {
    refuse(
      start,
      cursor.at + 1,
      '`[^` does not negate in a glob',
      'write `[!..]`, or `[\\^..]` for the character itself',
    );
  }
  const isNegated = cursor.skip('!');
  if (cursor.skip(']')) {
    const help = isNegated
      ? 'write `?` for any one character, or `[!\\]]`'
      : 'write the characters inside, or `[\\]]` for a bracket';
    refuse(start, cursor.at, `\`${cursor.text.slice(start, cursor.at)}\` has no members`, help);
  }
  const ranges: number[] = [];
  while (!cursor.skip(']')) {
    if (cursor.isAtEnd) {
      refuse(
        start,
        start + 1,
        'this `[` is not closed',
        'close it with `]`, or write `\\[` for the character itself',
      );
    }
    ranges.push(...parseMember(cursor));
  }
  const node = { kind: 'class', set: codePointSet(ranges), isNegated } as const;
  if (inForm([node], CANONICAL).length === 0) {
    refuse(start, cursor.at, 'no member of this class is visible', 'write the characters that are meant');
  }
  return node;
}

/** A character or a range in a class, as first and end. */
function parseMember(cursor: Cursor): [number, number] {
  const start = cursor.at;
  const posix = cursor.match(/\[:\^?\w+:\]/y);
  if (posix !== undefined) {
    refuse(
      start,
      start + posix.length,
      `\`${posix}\` has no meaning in a glob`,
      'write the characters, such as `[a-z0-9]`',
    );
  }
  const first = parseCharacter(cursor).codePointAt(0) as number;
  const isRange = cursor.isBefore('-') && cursor.match(/-\]/y) === undefined;
  if (!isRange) return [first, first + 1];
  const beforeHyphen = cursor.at;
  cursor.take();
  if (cursor.isAtEnd) return [first, first + 1];
  const last = parseCharacter(cursor).codePointAt(0) as number;
  if (last < first) {
    const [from, to] = [
      cursor.text.slice(start, beforeHyphen),
      cursor.text.slice(beforeHyphen + 1, cursor.at),
    ];
    refuse(start, cursor.at, `the range \`${from}-${to}\` is reversed`, `write \`${to}-${from}\``);
  }
  return [first, last + 1];
}
