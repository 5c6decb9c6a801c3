import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRegex, parseRegex, regexReader, textAlphabet } from '../../src/automata/index.ts';
import type { Regex } from '../../src/automata/index.ts';

const regexOf = (text: string): Regex => {
  const parsed = parseRegex(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};

const pattern = fc.constantFrom(
  '^a',
  'b$',
  'a.b',
  '^(ab)*$',
  '\\bab\\b',
  '(?m)^b$',
  'a\\Bb',
  '^.{2,3}$',
  '(a|b)*a(a|b){2}$',
);
const text = fc
  .array(fc.constantFrom('a', 'b', 'ab', '\n', ' ', '😀'), { maxLength: 7 })
  .map((parts) => parts.join(''));

describe('a reader of an expression', () => {
  test('finds in every text what the matcher finds', () => {
    fc.assert(
      fc.property(pattern, text, (written, read) => {
        const reader = regexReader(regexOf(written));
        let state = reader.start;
        for (const character of read) state = reader.step(state, character.codePointAt(0) as number);
        expect(reader.verdictAt(state) === 1).toBe(compileRegex(regexOf(written)).test(read));
      }),
      { numRuns: 2000 },
    );
  });

  test('comes to the same state by ways that have the same future', () => {
    const reader = regexReader(regexOf('^a*b'));
    const after = (read: string): number =>
      Array.from(read).reduce((state, c) => reader.step(state, c.codePointAt(0) as number), reader.start);
    expect(after('aa')).toBe(after('a'));
    expect(after('abx')).toBe(after('aabyz'));
  });
});

describe('an alphabet of texts', () => {
  const shown = (...sets: (readonly number[])[]): readonly string[] =>
    textAlphabet(sets).map(
      ({ codePoint, isVisible }) => String.fromCodePoint(codePoint) + (isVisible ? '' : '!'),
    );

  test('has a letter for all that is told from nothing', () => {
    expect(shown()).toEqual(['a']);
  });

  test('has a character of each kind, what cannot be seen last', () => {
    expect(shown([0x0a, 0x0b], [0x30, 0x3a], [0x20, 0x21])).toEqual(['a', '0', ' ', '\n!']);
  });

  test('has half a surrogate pair only where a set has nothing else', () => {
    expect(shown([0xd000, 0xe100])).toEqual(['a', '퀀']);
    expect(shown([0xd800, 0xdc00])).toEqual(['a', '\ud800!']);
  });
});
