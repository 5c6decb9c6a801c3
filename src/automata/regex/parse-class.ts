import { closeUnderCase } from '../case-folding.ts';
import { codePointSet, complementOf, unionOf, type CodePointSet } from '../code-point-set.ts';
import type { Cursor } from '../cursor.ts';
import { refuse } from '../pattern-problem.ts';
import { parseEscapedCharacter, parseEscapedSet } from './parse-escape.ts';
import type { Flags } from './flags.ts';
import type { RegexNode } from './regex.ts';

/** `[..]` and `[^..]`; a `]` that comes first is a member, as in RE2. */
export function parseClass(cursor: Cursor, flags: Flags): RegexNode {
  const start = cursor.at;
  cursor.take();
  const isNegated = cursor.skip('^');
  const sets: CodePointSet[] = [];
  do {
    if (cursor.isAtEnd) {
      refuse(
        start,
        start + 1,
        'this `[` is not closed',
        'close it with `]`, or write `\\[` for the character itself',
      );
    }
    sets.push(parseMember(cursor, flags));
  } while (!cursor.skip(']'));
  const set = unionOf(sets);
  return { kind: 'one-of', set: isNegated ? complementOf(set) : set };
}

function parseMember(cursor: Cursor, flags: Flags): CodePointSet {
  const start = cursor.at;
  refusePosixClass(cursor);
  const set = parseEscapedSet(cursor, flags);
  const first = set ?? parseCharacter(cursor);
  if (!isRangeNext(cursor)) return typeof first === 'number' ? single(first, first, flags) : first;
  cursor.take();
  const last = parseEscapedSet(cursor, flags) ?? parseCharacter(cursor);
  const written = cursor.text.slice(start, cursor.at);
  if (typeof first !== 'number' || typeof last !== 'number') {
    refuse(
      start,
      cursor.at,
      `\`${written}\` is no range, a range has one character at each end`,
      'put the `-` last: `[\\w.-]`',
    );
  }
  if (last < first) {
    refuse(start, cursor.at, `the range \`${written}\` is reversed`, 'write the smaller character first');
  }
  return single(first, last, flags);
}

function isRangeNext(cursor: Cursor): boolean {
  return cursor.match(/-[^\]]/uy) !== undefined;
}

function single(first: number, last: number, flags: Flags): CodePointSet {
  const set = codePointSet([first, last + 1]);
  return flags.ignoresCase ? closeUnderCase(set) : set;
}

function parseCharacter(cursor: Cursor): number {
  if (cursor.isBefore('\\')) return parseEscapedCharacter(cursor);
  return cursor.take().codePointAt(0) as number;
}

function refusePosixClass(cursor: Cursor): void {
  const written = cursor.match(/\[[:.=]\^?\w+[:.=]\]/y);
  if (written === undefined) return;
  refuse(
    cursor.at,
    cursor.at + written.length,
    `\`${written}\` is not supported`,
    'write the characters, such as `a-zA-Z0-9`, or `\\p{L}` for letters of all scripts',
  );
}
