import words from './words.json' with { type: 'json' };

/** What names say about a call, a parameter or a type; the lists are in words.json. */
export const WORDS: Readonly<Record<keyof typeof words, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries(words).map(([list, names]) => [list, new Set(names)]),
) as unknown as Record<keyof typeof words, ReadonlySet<string>>;
