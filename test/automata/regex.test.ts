import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRegex, parseRegex, type Regex } from '../../src/automata/index.ts';
import { LazyDfa } from '../../src/automata/lazy-dfa.ts';
import { regexNfa } from '../../src/automata/regex/compile-regex.ts';

function regex(text: string): Regex {
  const parsed = parseRegex(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.value;
}

function finds(pattern: string, text: string): boolean {
  return compileRegex(regex(pattern)).test(text);
}

/** A pattern in our syntax and the same in JavaScript's, where the ends of the text are `^` and `$` without `m`. */
interface TwoSpellings {
  readonly ours: string;
  readonly theirs: string;
}

const same = (text: string): TwoSpellings => ({ ours: text, theirs: text });
const atoms = [
  ...[
    'a',
    'b',
    'A',
    'é',
    '😀',
    '1',
    ' ',
    '.',
    '^',
    '$',
    '\\b',
    '\\B',
    '\\d',
    '\\D',
    '\\w',
    '\\W',
    '\\s',
    '\\S',
  ],
  ...[
    '[ab]',
    '[^a]',
    '[a-c1]',
    '[^\\d]',
    '[\\w-]',
    '[a\\W]',
    '[é-ü]',
    '\\p{L}',
    '[^\\p{Nd}]',
    '\\n',
    '\\.',
    '',
  ],
].map(same);
const ends: TwoSpellings[] = [
  { ours: '\\A', theirs: '^' },
  { ours: '\\z', theirs: '$' },
];
const isAssertion = ({ ours }: TwoSpellings): boolean => /^(?:\^|\$|\\[bBAz]|)$/.test(ours);

const { pattern } = fc.letrec<{
  pattern: TwoSpellings;
  sequence: TwoSpellings;
  repeated: TwoSpellings;
  atom: TwoSpellings;
}>((tie) => ({
  pattern: fc
    .array(tie('sequence'), { minLength: 1, maxLength: 2, size: 'max' })
    .map((branches) => combine(branches, '|')),
  sequence: fc
    .array(tie('repeated'), { minLength: 1, maxLength: 3, size: 'max' })
    .map((parts) => combine(parts, '')),
  repeated: fc
    .tuple(
      tie('atom'),
      fc.constantFrom('', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,2}?', '{2,}'),
    )
    .map(([atom, times]) => (times === '' || isAssertion(atom) ? atom : combine([atom, same(times)], ''))),
  atom: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: fc.constantFrom(...atoms, ...ends) },
    { weight: 2, arbitrary: tie('pattern').map((inner) => combine([same('(?:'), inner, same(')')], '')) },
    { weight: 1, arbitrary: tie('pattern').map((inner) => combine([same('('), inner, same(')')], '')) },
  ),
}));

/** JavaScript backtracks: few repetitions and short texts keep the reference from taking for ever. */
const smallPattern = pattern.filter(
  ({ theirs }) => (theirs.match(/[*+?]|\{\d/g) ?? []).length <= 6 && theirs.length <= 60,
);

function combine(parts: readonly TwoSpellings[], separator: string): TwoSpellings {
  return {
    ours: parts.map(({ ours }) => ours).join(separator),
    theirs: parts.map(({ theirs }) => theirs).join(separator),
  };
}

const subject = fc.string({
  unit: fc.constantFrom('a', 'b', 'A', 'é', 'É', '😀', '1', '_', ' ', '\n', '.', '-'),
  maxLength: 6,
});
const flags = fc.constantFrom('', 'i', 's', 'm', 'is', 'ims');

describe('a regular expression', () => {
  it('finds what JavaScript finds, for the syntax both have', () => {
    fc.assert(
      fc.property(
        smallPattern,
        flags,
        fc.array(subject, { minLength: 1, maxLength: 6 }),
        (written, wanted, texts) => {
          const letters = /\\[Az]/.test(written.ours) ? wanted.replace('m', '') : wanted;
          const reference = new RegExp(written.theirs, `u${letters}`);
          const matcher = compileRegex(regex(letters === '' ? written.ours : `(?${letters})${written.ours}`));
          // V8 finds `\B` between the two units of a surrogate pair, where no place is.
          const fair = written.ours.includes('\\B') ? texts.map((text) => text.replaceAll('😀', 'é')) : texts;
          expect(fair.filter((text) => matcher.test(text))).toEqual(
            fair.filter((text) => reference.test(text)),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('gives the same answers when its automaton forgets all the time', () => {
    fc.assert(
      fc.property(smallPattern, fc.array(subject, { minLength: 1, maxLength: 6 }), ({ ours }, texts) => {
        const roomy = compileRegex(regex(ours));
        const forgetful = new LazyDfa(regexNfa(regex(ours)), { accept: 'anywhere', maxStates: 1 });
        expect(texts.filter((text) => forgetful.run(text).length > 0)).toEqual(
          texts.filter((text) => roomy.test(text)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it.each(['(a*)*b', '(a|a)*b', '(a|aa)+$', '(?:a?){30}a{30}b', '(.*)(.*)(.*)(.*)x'])(
    'takes time linear in the text for %s',
    (text) => {
      const cost = (length: number): number => {
        const automaton = new LazyDfa(regexNfa(regex(text)), { accept: 'anywhere' });
        automaton.run('a'.repeat(length));
        return automaton.work;
      };
      expect(cost(20_000)).toBeLessThan(2.1 * cost(10_000));
    },
  );

  it('stays linear when every step needs a new state', () => {
    const automaton = new LazyDfa(regexNfa(regex('a[ab]{200}c')), { accept: 'anywhere', maxStates: 2 });
    const text = Array.from({ length: 5000 }, (_, i) => ((i * i) % 7 < 3 ? 'a' : 'b')).join('');
    automaton.run(text);
    expect(automaton.work).toBeLessThan(text.length * 450);
  });

  it('reads code points, not UTF-16 units', () => {
    expect(finds('^.$', '😀')).toBe(true);
    expect(finds('^[😀-😂]$', '😁')).toBe(true);
    expect(finds('\\x{1F600}', 'a😀')).toBe(true);
    expect(finds('^..$', '😀')).toBe(false);
  });

  it('takes `$` as the end of the text and `.` as anything but the line break', () => {
    expect(finds('a$', 'a\n')).toBe(false);
    expect(finds('(?m)a$', 'a\nb')).toBe(true);
    expect(finds('a.b', 'a\nb')).toBe(false);
    expect(finds('(?s)a.b', 'a\nb')).toBe(true);
    expect(finds('a.b', 'a\rb')).toBe(true);
  });

  it('ignores case by simple folding under `(?i)`, until the group ends', () => {
    expect(finds('(?i)straße', 'STRAẞE')).toBe(true);
    expect(finds('(?i)k', '\u212a')).toBe(true);
    expect(finds('(?i)[^k]', 'K')).toBe(false);
    expect(finds('^(?:(?i)drop)_table$', 'DROP_table')).toBe(true);
    expect(finds('^(?:(?i)drop)_table$', 'DROP_TABLE')).toBe(false);
    expect(finds('(?i)drop(?-i:_table)', 'DROP_TABLE')).toBe(false);
    expect(finds('a(?i)b|c', 'C')).toBe(true);
  });

  it('keeps `\\d \\w \\s \\b` within ASCII', () => {
    expect(finds('\\d', '٣')).toBe(false);
    expect(finds('(?i)^\\w$', '\u017f')).toBe(false);
    expect(finds('\\s', '\u00a0')).toBe(false);
    expect(finds('\\bé', 'aé')).toBe(true);
  });

  it('knows general categories and scripts', () => {
    expect(finds('^\\p{Greek}+$', 'αβγ')).toBe(true);
    expect(finds('^\\pN$', '٣')).toBe(true);
    expect(finds('^\\p{^L}$', 'a')).toBe(false);
    expect(finds('^\\P{Lu}$', 'a')).toBe(true);
    expect(finds('^[\\p{Cyrillic}_]+$', 'удалить_всё')).toBe(true);
  });

  it('takes a brace that opens no count, a lone `]` and `}` as themselves', () => {
    expect(finds('^{"id"}$', '{"id"}')).toBe(true);
    expect(finds('^a{x}]$', 'a{x}]')).toBe(true);
    expect(finds('^[]a]+$', ']a')).toBe(true);
    expect(finds('^[a-]+$', 'a-')).toBe(true);
  });

  it('lets groups have names', () => {
    expect(finds('^(?<year>\\d{4})-(?P<month>\\d\\d)$', '2026-03')).toBe(true);
  });

  it('counts states with repetitions written out, and takes a thousand', () => {
    expect(parseRegex('a{1000}').ok).toBe(true);
    expect(parseRegex('(?:ab){10,500}').ok).toBe(true);
    expect(finds('^a{998}$', 'a'.repeat(998))).toBe(true);
    expect(finds('^a{998}$', 'a'.repeat(997))).toBe(false);
  });
});

describe('a regular expression outside the subset', () => {
  it.each<[string, string, string]>([
    ['(a)\\1', '\\1', 'write the repeated text out'],
    ['(?<n>a)\\k<n>', '\\k', 'write the repeated text out'],
    ['(?P<n>a)(?P=n)', '(?P=', 'write the repeated text out'],
    ['a(?=b)', '(?=', 'second `param_matches`'],
    ['a(?!b)', '(?!', 'not: {param_matches: ..}'],
    ['(?<=a)b', '(?<=', 'as part of the expression'],
    ['(?<!a)b', '(?<!', 'not: {param_matches: ..}'],
    ['(?>a)', '(?>', 'write `(?:..)`'],
    ['(?#note)a', '(?#', 'YAML comment'],
    ['(?(1)a|b)', '(?(', 'alternatives'],
    ['(?R)', '(?R', 'nested form'],
    ['(?|a|b)', '(?|', '(?:..)'],
    ['(?', '(?', '(?:..)'],
    ['(?<1a>b)', '(?', '(?:..)'],
    ['xa*+', '*+', 'write `*`'],
    ['a{2}+', '{2}+', 'write `{2}`'],
    ['a**', '**', '(?:a*)*'],
    ['a+{2}', '+{2}', '(?:a*)*'],
    ['*a', '*', '\\*'],
    ['(+a)', '+', '\\+'],
    ['a|{2}', '{2}', '\\{2}'],
    ['a{,3}', '{,3}', '{0,3}'],
    ['a{3,2}', '{3,2}', '{2,3}'],
    ['(ab', '(', 'close it'],
    ['ab)', ')', '\\)'],
    ['x[ab', '[', 'close it'],
    ['[]', '[', 'close it'],
    ['[z-a]', 'z-a', 'smaller character first'],
    ['[\\w-z]', '\\w-z', 'put the `-` last'],
    ['[a-\\d]', 'a-\\d', 'put the `-` last'],
    ['[[:alpha:]]', '[:alpha:]', '\\p{L}'],
    ['[\\b]', '\\b', '\\x08'],
    ['ab\\', '\\', '\\\\'],
    ['\\q', '\\q', '`q`'],
    ['\\é', '\\é', '`é`'],
    ['\\u0041', '\\u', '\\x{20AC}'],
    ['\\x4', '\\x', '\\x7F'],
    ['\\x{110000}', '\\x', '\\x{10FFFF}'],
    ['\\0', '\\0', '\\x00'],
    ['\\Z', '\\Z', '\\z'],
    ['\\Qa.b\\E', '\\Q', 'backslash before each sign'],
    ['\\p{Grek}', '\\p{Grek}', '\\p{Greek}'],
    ['\\p{Script=Cyrillic}', '\\p{Script=Cyrillic}', '\\p{Cyrillic}'],
    ['\\p', '\\p', '\\p{L}'],
    ['\\p{}', '\\p{}', 'general category'],
    ['(?x)a b', 'x', '`i`'],
    ['(?U:a*)', 'U', '`i`'],
    ['(?--i)a', '-', '`i`'],
    ['(?i-)a', '-', '(?-i)'],
    ['a{1001}', 'a{1001}', 'smaller counts'],
    ['((a{100}){10}b)', '((a{100}){10}b)', 'smaller counts'],
    ['x(?:a{100}){100}', '(?:a{100}){100}', 'smaller counts'],
    ['((a{999}){999}){999}', '(a{999}){999}', 'smaller counts'],
    ['a'.repeat(1001), 'a'.repeat(1001), 'smaller counts'],
    ['(?:){1001}', '(?:){1001}', 'smaller counts'],
    [`${'('.repeat(101)}a${')'.repeat(101)}`, '(', 'leave out groups'],
  ])('%s is refused at its place with a remedy', (text, place, remedy) => {
    const parsed = parseRegex(text);
    if (parsed.ok) throw new Error('was accepted');
    const { start, end, help } = parsed.error;
    expect(text.slice(start, end)).toBe(place);
    expect(help).toContain(remedy);
  });
});
