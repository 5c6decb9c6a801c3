import { TwoGenerations } from '../../base/index.ts';
import lexicon from './semantic-lexicon.json' with { type: 'json' };
import { stem } from './semantic-stem.ts';

export type Category = 'destructive' | 'data_exposure' | 'privileged' | 'financial' | 'pii' | 'harmful';

/** In the order of the lexicon. */
export const CATEGORIES: readonly Category[] = Object.keys(lexicon.categories) as Category[];

/** Stands for the words and the stemmer; a change of either that changes what any action is said to be changes it. */
export const LEXICON_VERSION: string = lexicon.version;

/** What a category is about, such as "moves or commits money". */
export function aboutCategory(category: Category): string {
  return lexicon.categories[category].about;
}

/** The categories of a word in lower case, as bits: the bit of a category is its place in `CATEGORIES`. */
export function categoriesOfWord(word: string): number {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const bits = (byStem ??= stemsOf('words')).get(stem(word)) ?? 0;
  if (word.length <= LONGEST_REMEMBERED) remembered.set(word, bits);
  return bits;
}

/** The categories that a word in lower case names, as bits. */
export function categoriesNamedBy(word: string): number {
  return (byName ??= stemsOf('names')).get(stem(word)) ?? 0;
}

/** The first words of the lexicon that together bring exactly these categories, given as bits. */
export function wordsBringing(bits: number): readonly string[] {
  return CATEGORIES.flatMap((category, place) => {
    const isOnlyThis = (word: string): boolean => categoriesOfWord(word) === 1 << place;
    if ((bits & (1 << place)) === 0) return [];
    const { names, words } = lexicon.categories[category];
    const word = [...words, ...names].find(isOnlyThis);
    return word === undefined ? [] : [word];
  });
}

const LONGEST_REMEMBERED = 64;
const remembered = new TwoGenerations<string, number>(4096);
let byStem: ReadonlyMap<string, number> | undefined;
let byName: ReadonlyMap<string, number> | undefined;

function stemsOf(list: 'names' | 'words'): ReadonlyMap<string, number> {
  const stems = new Map<string, number>();
  for (const [place, category] of CATEGORIES.entries()) {
    for (const word of lexicon.categories[category][list]) {
      const stemmed = stem(word);
      stems.set(stemmed, (stems.get(stemmed) ?? 0) | (1 << place));
    }
  }
  return stems;
}
