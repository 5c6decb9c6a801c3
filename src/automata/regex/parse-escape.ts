import { nearest } from '../../base/index.ts';
import { WORD } from '../alphabet.ts';
import { closeUnderCase } from '../case-folding.ts';
import { complementOf, type CodePointSet } from '../code-point-set.ts';
import type { Cursor } from '../cursor.ts';
import type { Assertion } from '../nfa.ts';
import { refuse } from '../pattern-problem.ts';
import { generalCategories, scriptsByName } from '../unicode/tables.ts';
import type { Flags } from './flags.ts';
import type { RegexNode } from './regex.ts';

const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  '\\A': 'text-start',
  '\\z': 'text-end',
  '\\b': 'word-boundary',
  '\\B': 'no-word-boundary',
};

const DIGIT: CodePointSet = [0x30, 0x3a];
/** Tab, line feed, form feed, carriage return and space, as in RE2. */
const SPACE: CodePointSet = [0x09, 0x0b, 0x0c, 0x0e, 0x20, 0x21];

const SETS: Readonly<Record<string, CodePointSet>> = {
  '\\d': DIGIT,
  '\\D': complementOf(DIGIT),
  '\\w': WORD,
  '\\W': complementOf(WORD),
  '\\s': SPACE,
  '\\S': complementOf(SPACE),
};

const CONTROLS: Readonly<Record<string, number>> = { a: 0x07, t: 0x09, n: 0x0a, v: 0x0b, f: 0x0c, r: 0x0d };

/** An escape outside a class. */
export function parseEscape(cursor: Cursor, flags: Flags): RegexNode {
  const assertion = ASSERTIONS[cursor.text.slice(cursor.at, cursor.at + 2)];
  if (assertion !== undefined) {
    cursor.at += 2;
    return { kind: 'assertion', assertion };
  }
  const set = parseEscapedSet(cursor, flags);
  if (set !== undefined) return { kind: 'one-of', set };
  const codePoint = parseEscapedCharacter(cursor);
  const only = [codePoint, codePoint + 1];
  return { kind: 'one-of', set: flags.ignoresCase ? closeUnderCase(only) : only };
}

/** `\d \w \s \p{..}` and their negations, in and outside a class; undefined when something else stands here. */
export function parseEscapedSet(cursor: Cursor, flags: Flags): CodePointSet | undefined {
  const set = SETS[cursor.text.slice(cursor.at, cursor.at + 2)];
  if (set !== undefined) {
    cursor.at += 2;
    return set;
  }
  return cursor.match(/\\[pP]/y) === undefined ? undefined : parseProperty(cursor, flags);
}

function parseProperty(cursor: Cursor, flags: Flags): CodePointSet {
  const start = cursor.at;
  const written = cursor.match(/\\[pP](?:\{\^?[^{}]*\}|[A-Za-z])/y);
  if (written === undefined) {
    refuse(
      start,
      start + 2,
      `\`${cursor.text.slice(start, start + 2)}\` names no property`,
      'write `\\p{L}` for letters, `\\p{Greek}` for a script',
    );
  }
  cursor.skip(written);
  const name = written.replace(/^\\[pP]\{?\^?|\}$/g, '');
  const named = propertyNamed(name) ?? refuseProperty(name, start, cursor.at);
  const set = flags.ignoresCase ? closeUnderCase(named) : named;
  const isNegated = written.startsWith('\\P') !== written.startsWith('^', 3);
  return isNegated ? complementOf(set) : set;
}

/** A general category such as `Lu`, all of one kind such as `L`, or a script such as `Greek`. */
function propertyNamed(name: string): CodePointSet | undefined {
  return generalCategories().get(name) ?? scriptsByName().get(name);
}

function refuseProperty(name: string, start: number, end: number): never {
  const near = nearest(name.replace(/^.*[=:]/, ''), [
    ...scriptsByName().keys(),
    ...generalCategories().keys(),
  ]);
  const remedy = 'a general category such as `L` or `Lu`, or a script such as `Greek`';
  refuse(
    start,
    end,
    `\`${name}\` is no property that is supported here`,
    near === undefined ? `write ${remedy}` : `did you mean \`\\p{${near}}\`? The names are ${remedy}`,
  );
}

/** An escape that stands for one character; anything that is none is refused. */
export function parseEscapedCharacter(cursor: Cursor): number {
  const start = cursor.at;
  cursor.take();
  if (cursor.isAtEnd)
    refuse(start, cursor.at, 'nothing follows the last `\\`', 'write `\\\\` for a backslash');
  if (cursor.isBefore('x')) return parseHex(cursor, start);
  const character = cursor.take();
  const control = CONTROLS[character];
  if (control !== undefined) return control;
  const codePoint = character.codePointAt(0) as number;
  const isSign = codePoint < 0x80 && !/[A-Za-z0-9]/.test(character);
  return isSign ? codePoint : refuseEscape(character, start, cursor);
}

/** `\x7F` or `\x{10FFFF}` */
function parseHex(cursor: Cursor, start: number): number {
  const written = cursor.match(/x(?:[0-9A-Fa-f]{2}|\{[0-9A-Fa-f]+\})/y);
  const codePoint = written === undefined ? Infinity : parseInt(written.replace(/[x{}]/g, ''), 16);
  if (written === undefined || codePoint > 0x10ffff) {
    refuse(
      start,
      start + 2,
      '`\\x` is not followed by a code point',
      'write two digits, `\\x7F`, or braces, `\\x{10FFFF}`',
    );
  }
  cursor.skip(written);
  return codePoint;
}

function refuseEscape(character: string, start: number, cursor: Cursor): never {
  const written = `\\${character}`;
  if (/[1-9]/.test(character)) {
    refuse(
      start,
      cursor.at,
      `the backreference \`${written}\` cannot be matched in linear time`,
      'write the repeated text out',
    );
  }
  const [what, help] = REFUSED_ESCAPES.get(character) ?? [
    'has no meaning here',
    /[a-zA-Z]/.test(character)
      ? `write \`\\\\${character}\` for a backslash and \`${character}\`, or \`${character}\` for the letter`
      : `write \`${character}\` without the backslash`,
  ];
  refuse(start, cursor.at, `\`${written}\` ${what}`, help);
}

const REFUSED_ESCAPES: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['0', ['is an octal escape, which is not supported', 'write `\\x00`']],
  ['k', ['is a backreference, which cannot be matched in linear time', 'write the repeated text out']],
  ['g', ['is a backreference, which cannot be matched in linear time', 'write the repeated text out']],
  ['u', ['is not supported', 'write `\\x{..}`, such as `\\x{20AC}`']],
  ['c', ['is not supported', 'write `\\x..`, such as `\\x1B`']],
  ['e', ['is not supported', 'write `\\x1B`']],
  ['Z', ['is not supported', 'write `\\z` for the end of the text, or `\\n?\\z`']],
  ['G', ['is not supported', 'write `\\A` for the start of the text']],
  ['K', ['is not supported', 'leave it out: only whether something is found matters']],
  ['Q', ['is not supported', 'write a backslash before each sign that is meant itself']],
  ['E', ['is not supported', 'write a backslash before each sign that is meant itself']],
  ['C', ['is not supported', 'write `(?s:.)` for any character']],
  ['h', ['is not supported', 'write `[ \\t]`']],
  ['H', ['is not supported', 'write `[^ \\t]`']],
  ['R', ['is not supported', 'write `(?:\\r\\n|\\n)`']],
  ['N', ['is not supported', 'write `[^\\n]`']],
  ['X', ['is not supported', 'write `.` for a character, `\\p{M}*` for marks after it']],
  [
    'b',
    ['is a place, not a character', 'write `\\x08` for a backspace, and word boundaries outside the class'],
  ],
  ['B', ['is a place, not a character', 'write it outside the class']],
  ['A', ['is a place, not a character', 'write it outside the class']],
  ['z', ['is a place, not a character', 'write it outside the class']],
] as const);
