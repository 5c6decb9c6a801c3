import { expect, test } from 'vitest';
import { visibleText } from '../../src/reporters/index.ts';

test.each([
  ['a soft hyphen', 'de\u00ADlete', 'de<U+00AD>lete'],
  ['a zero-width space', 'de\u200Blete', 'de<U+200B>lete'],
  ['a combining grapheme joiner', 'de\u034Flete', 'de<U+034F>lete'],
  ['a Hangul filler', 'de\u3164lete', 'de<U+3164>lete'],
  ['a variation selector', 'delete1\uFE0F', 'delete1<U+FE0F>'],
  ['a tag', 'delete\u{E0041}', 'delete<U+E0041>'],
  ['a bidi override', '\u202Eeteled', '<U+202E>eteled'],
  ['an annotation mark', 'de\uFFF9lete', 'de<U+FFF9>lete'],
  ['a lone surrogate', 'de\uD800lete', 'de<U+D800>lete'],
  ['a line end', 'delete\nall', 'delete\u240Aall'],
  ['a delete character', 'de\u007Flete', 'de\u2421lete'],
  ['a next line', 'de\u0085lete', 'de<U+0085>lete'],
])('%s is shown', (_, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test('what readers see stays as it is, and a tab is four spaces', () => {
  const text = 'löschen 削除 \u26A0\uFE0F \u0627\u0644 e\u0301';
  expect(visibleText(text)).toBe(text);
  expect(visibleText('a\tb')).toBe('a    b');
});
