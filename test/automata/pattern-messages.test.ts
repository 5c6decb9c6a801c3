import { test, expect } from 'vitest';
import { parseGlob, parseRegex } from '../../src/automata/index.ts';
import type { PatternProblem } from '../../src/automata/pattern-problem.ts';

/** What is refused, with where, why and what to write instead; the golden files are what a user reads. */
const GLOBS = [
  ...['', ' ', '\u200b', '!a', ' !a', '^a', 'a$', 'a|b', '[a|b]', 'a\\', '\\d', '\\7', '\\é'],
  ...[
    '[',
    '[a',
    '[]',
    '[!]',
    '[!',
    '[^a]',
    '[z-a]',
    '[é-a]',
    '[[:alpha:]]',
    '[[:^digit:]]',
    '[\u200b]',
    '[a\\',
  ],
  ...['{', '{a', '{a,b', '{}', 'x{}', '{a,{b}', '{'.repeat(17) + 'a' + '}'.repeat(17)],
  ...['a'.repeat(1025), '😀'.repeat(1025)],
];
const REGEXES = [
  ...['(', ')', 'a)', '(a', '(?', '(?P<a', '(?<=a)', '(?<!a)', '(?=a)', '(?!a)', '(?>a)', '(?P=a)', '(?P>a)'],
  ...['(?R)', '(?|a)', '(?#a)', '(?x)a', '(?i-)a', '(?-i-s)a', '(?i', '(?1)', '(?P<1>a)', '(?<n>a', '(?U)a'],
  ...[
    '*',
    '+a',
    '?',
    '{2}',
    'a**',
    'a*+',
    'a++',
    'a?+',
    'a{2}{3}',
    'a{2}+',
    '(?i)*',
    '^*',
    '\\b+',
    '|*',
    '(*)',
  ],
  ...[
    'a{3,2}',
    'a{1001}',
    '(a{40}){40}',
    'a{99999999999}',
    '[a',
    '[',
    '[]',
    '[^]',
    '[z-a]',
    '[\\w-a]',
    '[a-\\d]',
  ],
  ...['[[:alpha:]]', '[[:^digit:]]', '[[.a.]]', '[\\b]', '[\\A]', '[\\B]', '[\\z]', '[a\\', 'a\\', '\\'],
  ...['\\1', '\\9', '\\0', '\\k', '\\g', '\\u0041', '\\cA', '\\e', '\\Z', '\\G', '\\K', '\\Q', '\\E', '\\C'],
  ...[
    '\\h',
    '\\H',
    '\\R',
    '\\N',
    '\\X',
    '\\y',
    '\\é',
    '\\x',
    '\\x4',
    '\\x{',
    '\\x{}',
    '\\x{110000}',
    '\\xzz',
  ],
  ...['\\p', '\\p{', '\\p{Greeek}', '\\p{L', '\\pX', '\\p{script=Latn}', '\\P{Nope}', '\\p{}', '\\p1'],
  ...['('.repeat(101) + ')'.repeat(101), 'a'.repeat(1001), '(a|b){501}', '(?:){1001}'],
];

test.each([
  ['globs', GLOBS, parseGlob],
  ['regexes', REGEXES, parseRegex],
] as const)('%s that are refused come with a place, a reason and a remedy', async (kind, texts, parse) => {
  const lines = texts.map((text) => {
    const parsed = parse(text);
    return `${JSON.stringify(shortened(text))}\n${parsed.ok ? '  is fine' : described(parsed.error)}\n`;
  });
  await expect(lines.join('\n')).toMatchFileSnapshot(`golden/refused-${kind}.txt`);
});

function described({ start, end, message, help = '' }: PatternProblem): string {
  return `  ${start}-${end} ${message}\n  ${help}`;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 20)}... (${text.length})` : text;
}
