import type { Result } from '../../base/index.ts';
import { closeUnderCase } from '../case-folding.ts';
import { LINE_BREAK } from '../alphabet.ts';
import { complementOf, EVERY_CODE_POINT } from '../code-point-set.ts';
import { Cursor } from '../cursor.ts';
import { attempt, refuse, type PatternProblem } from '../pattern-problem.ts';
import { FLAG_BY_LETTER, NO_FLAGS, type Flags } from './flags.ts';
import { parseClass } from './parse-class.ts';
import { parseEscape } from './parse-escape.ts';
import { stateCount, type Regex, type RegexNode } from './regex.ts';

const MAX_STATES = 1000;
const MAX_NESTING = 100;

/** A group, in which `(?i)` changes what follows. */
interface Scope {
  readonly cursor: Cursor;
  readonly depth: number;
  flags: Flags;
}

/**
 * Reads a regular expression in the part of RE2's syntax that can be matched in linear time and does not depend on
 * which occurrence is found: literals, `.`, `[..]`, `\d \w \s \b` (ASCII) and their negations, `\p{..}`, groups, `|`,
 * `* + ? {m,n}` with lazy forms, `^ $ \A \z`, `(?i) (?s) (?m)`, at most 1,000 states with repetitions written out.
 * All else is refused with a remedy.
 */
export function parseRegex(text: string): Result<Regex, PatternProblem> {
  return attempt(() => {
    const cursor = new Cursor(text);
    const root = parseChoice({ cursor, depth: 0, flags: NO_FLAGS });
    if (!cursor.isAtEnd) {
      refuse(cursor.at, cursor.at + 1, 'this `)` closes no group', 'write `\\)` for the character itself');
    }
    refuseTooManyStates(root, 0, text.length);
    return { text, root };
  });
}

function refuseTooManyStates(node: RegexNode, start: number, end: number): void {
  const count = stateCount(node);
  if (count <= MAX_STATES) return;
  refuse(
    start,
    end,
    `with its repetitions written out this has ${count} states, more than ${MAX_STATES}`,
    'use smaller counts, or `*` and `+`, and check the length with `param_length_lte`',
  );
}

/** Alternatives, up to the end or a `)`. */
function parseChoice(scope: Scope): RegexNode {
  const branches = [parseSequence(scope)];
  while (scope.cursor.skip('|')) branches.push(parseSequence(scope));
  return branches.length === 1 ? (branches[0] as RegexNode) : { kind: 'choice', branches };
}

function parseSequence(scope: Scope): RegexNode {
  const { cursor } = scope;
  const parts: RegexNode[] = [];
  while (!cursor.isAtEnd && !cursor.isBefore('|') && !cursor.isBefore(')')) {
    const start = cursor.at;
    if (parseFlagSetting(scope)) continue;
    parts.push(parseRepetition(cursor, parseAtom(scope), start));
  }
  return parts.length === 1 ? (parts[0] as RegexNode) : { kind: 'sequence', parts };
}

function parseAtom(scope: Scope): RegexNode {
  const { cursor, flags } = scope;
  const start = cursor.at;
  const quantifier = cursor.match(QUANTIFIER);
  if (quantifier !== undefined) {
    refuse(
      start,
      start + quantifier.length,
      `nothing stands before \`${quantifier}\` to be repeated`,
      `write \`\\${quantifier}\` for the characters themselves`,
    );
  }
  if (cursor.isBefore('(')) return parseGroup(scope);
  if (cursor.isBefore('[')) return parseClass(cursor, flags);
  if (cursor.isBefore('\\')) return parseEscape(cursor, flags);
  if (cursor.skip('.')) {
    return { kind: 'one-of', set: flags.dotMatchesAll ? EVERY_CODE_POINT : complementOf(LINE_BREAK) };
  }
  if (cursor.skip('^'))
    return { kind: 'assertion', assertion: flags.isMultiline ? 'line-start' : 'text-start' };
  if (cursor.skip('$')) return { kind: 'assertion', assertion: flags.isMultiline ? 'line-end' : 'text-end' };
  return literal(cursor.take(), flags);
}

function literal(character: string, flags: Flags): RegexNode {
  const codePoint = character.codePointAt(0) as number;
  const set = [codePoint, codePoint + 1];
  return { kind: 'one-of', set: flags.ignoresCase ? closeUnderCase(set) : set };
}

/** A `{` that does not open a count is a literal, as in RE2. */
const QUANTIFIER = /[*+?]|\{\d+(?:,\d*)?\}/y;

function parseRepetition(cursor: Cursor, body: RegexNode, start: number): RegexNode {
  refuseOpenStart(cursor);
  const quantifier = cursor.match(QUANTIFIER);
  if (quantifier === undefined) return body;
  const at = cursor.at;
  cursor.skip(quantifier);
  const bounds = boundsOf(quantifier, at);
  cursor.skip('?'); // lazy: which occurrence is found makes no difference
  refuseSecondQuantifier(cursor, at, quantifier);
  const node: RegexNode = { kind: 'repeat', body, ...bounds };
  refuseTooManyStates(node, start, cursor.at);
  return node;
}

function refuseOpenStart(cursor: Cursor): void {
  const written = cursor.match(/\{,\d+\}/y);
  if (written === undefined) return;
  refuse(
    cursor.at,
    cursor.at + written.length,
    `\`${written}\` has no lower bound`,
    `write \`{0${written.slice(1)}\`, or \`\\${written}\` for the characters themselves`,
  );
}

function boundsOf(quantifier: string, at: number): { readonly min: number; readonly max?: number } {
  if (quantifier === '*') return { min: 0 };
  if (quantifier === '+') return { min: 1 };
  if (quantifier === '?') return { min: 0, max: 1 };
  const [from, to] = quantifier.slice(1, -1).split(',') as [string, string?];
  const min = Number(from);
  const max = to === undefined ? min : to === '' ? undefined : Number(to);
  if (max !== undefined && max < min) {
    refuse(
      at,
      at + quantifier.length,
      `the count \`${quantifier}\` is reversed`,
      `write \`{${max},${min}}\``,
    );
  }
  return max === undefined ? { min } : { min, max };
}

function refuseSecondQuantifier(cursor: Cursor, first: number, quantifier: string): void {
  const second = cursor.match(QUANTIFIER);
  if (second === undefined) return;
  const end = cursor.at + second.length;
  if (second === '+') {
    refuse(
      first,
      end,
      `\`${quantifier}+\` is possessive, which needs backtracking`,
      `write \`${quantifier}\`: matching is linear without it`,
    );
  }
  refuse(
    first,
    end,
    `\`${second}\` follows another repetition`,
    'keep one of the two, or put a group around the first: `(?:a*)*`',
  );
}

/** `(?i)` and the like, which hold until the group ends. */
function parseFlagSetting(scope: Scope): boolean {
  const { cursor } = scope;
  refuseKnownGroups(cursor);
  const written = cursor.match(/\(\?[a-zA-Z-]*\)/y);
  if (written === undefined) return false;
  scope.flags = flagsAfter(scope.flags, written.slice(2, -1), cursor.at);
  cursor.skip(written);
  return true;
}

function parseGroup(scope: Scope): RegexNode {
  const { cursor } = scope;
  const start = cursor.at;
  const flags = parseGroupStart(cursor, scope.flags);
  if (scope.depth >= MAX_NESTING) {
    refuse(
      start,
      cursor.at,
      `groups are nested more than ${MAX_NESTING} deep`,
      'leave out groups that change nothing',
    );
  }
  const node = parseChoice({ cursor, depth: scope.depth + 1, flags });
  if (!cursor.skip(')')) {
    refuse(
      start,
      start + 1,
      'this `(` is not closed',
      'close it with `)`, or write `\\(` for the character itself',
    );
  }
  return node;
}

/** Passes `(`, `(?:`, `(?i:`, `(?<name>` or `(?P<name>`; gives the flags inside. */
function parseGroupStart(cursor: Cursor, flags: Flags): Flags {
  const start = cursor.at;
  if (cursor.match(/\((?!\?)/y) !== undefined) {
    cursor.skip('(');
    return flags;
  }
  const opening = cursor.match(/\(\?(?:P?<[A-Za-z_]\w*>|[a-zA-Z-]*:)/y);
  if (opening === undefined) {
    refuse(
      start,
      start + 2,
      '`(?` opens no group that is known here',
      'write `(?:..)`, or `\\(\\?` for the characters',
    );
  }
  cursor.skip(opening);
  return opening.endsWith(':') ? flagsAfter(flags, opening.slice(2, -1), start) : flags;
}

function refuseKnownGroups(cursor: Cursor): void {
  for (const [opening, what, help] of REFUSED_GROUPS) {
    if (cursor.isBefore(opening)) refuse(cursor.at, cursor.at + opening.length, what, help);
  }
}

const REFUSED_GROUPS = [
  [
    '(?=',
    'a lookahead cannot be matched in linear time',
    'write a second `param_matches` condition in the same map',
  ],
  [
    '(?!',
    'a negative lookahead cannot be matched in linear time',
    'write `not: {param_matches: ..}` beside it',
  ],
  [
    '(?<=',
    'a lookbehind cannot be matched in linear time',
    'write the text before it as part of the expression',
  ],
  [
    '(?<!',
    'a negative lookbehind cannot be matched in linear time',
    'write `not: {param_matches: ..}` beside it',
  ],
  ['(?>', 'an atomic group needs backtracking', 'write `(?:..)`: matching is linear without it'],
  ['(?#', 'comments in expressions are not supported', 'write a YAML comment'],
  ['(?(', 'a condition cannot be matched in linear time', 'write both cases as alternatives: `(?:a|b)`'],
  ['(?P=', 'a backreference cannot be matched in linear time', 'write the repeated text out'],
  ['(?P>', 'recursion cannot be matched in linear time', 'write the nested form out to the depth you need'],
  ['(?R', 'recursion cannot be matched in linear time', 'write the nested form out to the depth you need'],
  ['(?|', 'a branch-reset group is not supported', 'write `(?:..)`'],
] as const;

function flagsAfter(flags: Flags, letters: string, start: number): Flags {
  let result = flags;
  let value = true;
  for (const [i, letter] of Array.from(letters).entries()) {
    const flag = FLAG_BY_LETTER.get(letter);
    const at = start + 2 + i;
    if (letter === '-' && value) value = false;
    else if (flag !== undefined) result = { ...result, [flag]: value };
    else
      refuse(
        at,
        at + 1,
        `the flag \`${letter}\` is not supported`,
        'the flags are `i` (ignore case), `s` and `m`',
      );
  }
  if (letters.endsWith('-')) {
    const at = start + 2 + letters.length - 1;
    refuse(
      at,
      at + 1,
      'no flag follows `-`',
      'name the flags to switch off, as in `(?-i)`, or leave `-` out',
    );
  }
  return result;
}
