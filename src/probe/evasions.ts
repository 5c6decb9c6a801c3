import * as fc from 'fast-check';
import { HARMLESS } from './lexicon.ts';

/** A way to write a name so that it means the same to whoever carries it out and may not be seen by a glob. */
export interface Evasion {
  readonly name: string;
  readonly kind: 'spelling' | 'disguise';
  /** It hides a verb behind another one, which only makes sense with words that are verbs. */
  readonly isAboutVerbs?: true;
  /** Spellings of a word; the plainest first, so that shrinking ends at it. */
  readonly spellings: (word: string) => fc.Arbitrary<string>;
}

const BEFORE = ['bulk_', 'batch_', 'admin_', 'force_', 'mass_', 'async_', 'safe_', 'do'];
const AFTER = ['_all', 's', '_many', '_now', '_v2', '_users', '_everything', 'Forever'];
const OBJECTS = ['user', 'users', 'record', 'file', 'table'];
const JOINTS = ['_', '-', '.', '/', ':', ' ', '__', ''];

export const EVASIONS: readonly Evasion[] = [
  spelling('affix', (word) =>
    fc.constantFrom(...BEFORE.map((before) => before + word), ...AFTER.map((after) => word + after)),
  ),
  spelling('separator', (word) =>
    fc
      .tuple(fc.constantFrom(...JOINTS), fc.constantFrom(...OBJECTS), fc.boolean())
      .map(([joint, object, isAfter]) => (isAfter ? object + joint + word : word + joint + object)),
  ),
  spelling('camelCase', (word) =>
    fc
      .tuple(fc.constantFrom('', 'bulk', 'admin', 'soft'), fc.constantFrom('User', 'Records', 'All', ''))
      .map(([before, after]) => (before === '' ? word : before + capital(word)) + after),
  ),
  spelling('verb-form', (word) => fc.constantFrom(...forms(word))),
  {
    ...spelling('nested', (word) =>
      fc
        .tuple(
          fc.constantFrom(...HARMLESS),
          fc.constantFrom('_and_', '_then_', '_or_', '-', '+'),
          fc.boolean(),
        )
        .map(([harmless, joint, isFirst]) => (isFirst ? word + joint + harmless : harmless + joint + word)),
    ),
    isAboutVerbs: true,
  },
  spelling('qualified', (word) =>
    fc
      .tuple(
        fc.constantFrom('crm.', 'api/v1/', 'mcp__server__', 'tools::', '/usr/bin/', 'db.users.'),
        fc.constantFrom('', '()', '.sh'),
      )
      .map(([before, after]) => before + word + after),
  ),
  disguise('homoglyph', (word) =>
    replacing(word, { a: 'а', e: 'е', o: 'о', p: 'р', c: 'с', x: 'х', i: 'і', s: 'ѕ' }),
  ),
  disguise('zero-width', (word) =>
    fc
      .tuple(fc.nat(Math.max(0, word.length - 2)), fc.constantFrom('\u200b', '\u200d', '\u00ad', '\u2060'))
      .map(([at, character]) => word.slice(0, at + 1) + character + word.slice(at + 1)),
  ),
  disguise('full-width', (word) =>
    fc.constant(
      word.replaceAll(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
    ),
  ),
  disguise('case', (word) => fc.constantFrom(word.toUpperCase(), capital(word))),
  disguise('leetspeak', (word) => replacing(word, { e: '3', a: '4', o: '0', i: '1', s: '5', t: '7' })),
  disguise('URL-encoding', (word) =>
    fc.nat(Math.max(0, word.length - 1)).map((at) => {
      const code = word.charCodeAt(at).toString(16).padStart(2, '0');
      return `${word.slice(0, at)}%${code}${word.slice(at + 1)}`;
    }),
  ),
];

function spelling(name: string, spellings: Evasion['spellings']): Evasion {
  return { name, kind: 'spelling', spellings };
}

function disguise(name: string, spellings: Evasion['spellings']): Evasion {
  return { name, kind: 'disguise', spellings };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function forms(word: string): readonly string[] {
  const stem = word.replace(/e$/, '');
  return [`${word}s`, `${stem}ing`, `${stem}ed`, `re_${word}`, `un${word}`, `${stem}er`];
}

/** One or all of the letters that have a look-alike, replaced; the word itself where none has. */
function replacing(word: string, alike: Readonly<Record<string, string>>): fc.Arbitrary<string> {
  const places = Array.from(word).flatMap((letter, at) =>
    alike[letter.toLowerCase()] === undefined ? [] : [at],
  );
  const replaced = (chosen: readonly number[]): string =>
    Array.from(word, (letter, at) =>
      chosen.includes(at) ? (alike[letter.toLowerCase()] ?? letter) : letter,
    ).join('');
  if (places.length === 0) return fc.constant(word);
  return fc.oneof(
    fc.constantFrom(...places).map((at) => replaced([at])),
    fc.constant(replaced(places)),
  );
}
