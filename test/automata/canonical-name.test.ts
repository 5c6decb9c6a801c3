import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalName, foldName, hasMixedScripts, UNICODE_VERSION } from '../../src/automata/index.ts';

const anyName = fc.string({ unit: 'binary', maxLength: 12 });
const plainName = fc.string({
  unit: fc.constantFrom('a', 'b', 'x', 'z', '_', '0', '9', '.', ':', '/', '-'),
  minLength: 1,
  maxLength: 12,
});
const ignorable = fc.constantFrom(
  '\u200b',
  '\u200d',
  '\u00ad',
  '\ufeff',
  '\u2060',
  '\ufe0f',
  '\u{e0001}',
  '\u180e',
);

describe('the canonical name', () => {
  it('is its own canonical name', () => {
    fc.assert(
      fc.property(anyName, (name) => canonicalName(canonicalName(name)) === canonicalName(name)),
      {
        numRuns: 3000,
      },
    );
  });

  it('is its own canonical name for every code point', () => {
    const changed: string[] = [];
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
      const once = canonicalName(String.fromCodePoint(codePoint));
      if (once !== '' && canonicalName(once) !== once) changed.push(once);
    }
    expect(changed).toEqual([]);
  });

  it('ignores case, width, white space around and invisible characters within', () => {
    fc.assert(
      fc.property(
        plainName,
        ignorable,
        fc.nat(12),
        fc.constantFrom('', ' ', '\t', '\u3000', '\u0085'),
        (name, gap, at, space) => {
          expect(canonicalName(name.toUpperCase())).toBe(name);
          expect(canonicalName(space + name + space)).toBe(name);
          expect(canonicalName(name.slice(0, at) + gap + name.slice(at))).toBe(name);
          expect(canonicalName(fullWidth(name))).toBe(name);
        },
      ),
    );
  });

  it('folds case simply and without regard to language', () => {
    expect(canonicalName('STRAẞE')).toBe('straße');
    expect(canonicalName('ΣΑΣ')).toBe(canonicalName('σας'));
    expect(canonicalName('\u0130')).toBe('\u0130');
    expect(canonicalName('\u212aey')).toBe('key');
    expect(canonicalName('ꭰ')).toBe('Ꭰ');
  });

  it('leaves an ASCII name that is canonical as it is', () => {
    expect(canonicalName('crm:read_contact')).toBe('crm:read_contact');
    expect(canonicalName('')).toBe('');
    expect(canonicalName(' \t ')).toBe('');
  });

  it('names the version of its tables', () => {
    expect(UNICODE_VERSION).toBe('17.0.0');
  });
});

describe('the fold of a name', () => {
  it.each([
    ['dеlete', 'delete', 'a Cyrillic ie'],
    ['DELEТE', 'delete', 'a Cyrillic capital te'],
    ['dѐlete', 'delete', 'a Cyrillic ie with a grave accent'],
    ['ԁelete', 'delete', 'a Komi de'],
    ['déléte', 'delete', 'accents'],
    ['ｄelete', 'delete', 'a full-width letter'],
    ['rm', 'rm', 'ASCII, which stays as it is'],
    ['drop_tаble', 'drop_table', 'a Cyrillic a'],
    ['delete‐user', 'delete-user', 'a typographic hyphen'],
    ['한글', '한글', 'Hangul, which has no marks'],
  ])('of %s is %s: %s', (name, fold, _what) => {
    expect(foldName(name)).toBe(fold);
  });

  it('is canonical, and for ASCII names it is the canonical name', () => {
    fc.assert(
      fc.property(anyName, (name) => canonicalName(foldName(name)) === foldName(name)),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(fc.string(), (name) => foldName(name) === canonicalName(name)));
  });
});

describe('mixed scripts', () => {
  it.each([
    ['delete_user', false],
    ['dеlete', true],
    ['удалить_всё_2', false],
    ['東京タワーへ', false],
    ['서울漢字', false],
    ['東京서울タワー', true],
    ['ｄelete', false],
    ['café', false],
    ['delete_\u03b1', true],
    ['𝐝elete', false],
  ])('%s: %s', (name, isMixed) => {
    expect(hasMixedScripts(name)).toBe(isMixed);
  });
});

function fullWidth(name: string): string {
  return Array.from(name, (c) =>
    c > ' ' && c <= '~' ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c,
  ).join('');
}
