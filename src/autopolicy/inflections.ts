import data from './lexicon.json' with { type: 'json' };
import type { Form } from './lexicon.ts';

export interface Inflection {
  readonly phrase: string;
  readonly form: Exclude<Form, 'noun'>;
}

const IRREGULAR: Readonly<Record<string, readonly string[]>> = data.irregular;
const DOUBLING: ReadonlySet<string> = new Set(data.doubling);
/** Of `force push` the last word is inflected, of `roll back` the first. */
const FIRST_OF_TWO = /^force /;

/** The forms of an English verb: deletes, deleting, deleted. */
export function inflections(phrase: string): readonly Inflection[] {
  const words = phrase.split(' ');
  const at = FIRST_OF_TWO.test(phrase) ? words.length - 1 : 0;
  const word = words[at] ?? '';
  const withForm = (form: string): string => words.map((one, i) => (i === at ? form : one)).join(' ');
  const stem = stemOf(word);
  const irregular = IRREGULAR[word] ?? [];
  return [
    { phrase, form: 'base' },
    { phrase: withForm(singularOf(word)), form: 'singular' },
    { phrase: withForm(`${stem}ing`), form: 'gerund' },
    {
      phrase: withForm(word.endsWith('y') && !/[aeo]y$/.test(word) ? `${word.slice(0, -1)}ied` : `${stem}ed`),
      form: 'past',
    },
    ...irregular.map((form) => ({
      phrase: withForm(form),
      form: form.endsWith('ing') ? ('gerund' as const) : ('past' as const),
    })),
  ];
}

function stemOf(word: string): string {
  if (DOUBLING.has(word)) return word + (word.at(-1) ?? '');
  return word.endsWith('e') && !word.endsWith('ee') ? word.slice(0, -1) : word;
}

function singularOf(word: string): string {
  if (/(?:s|x|z|ch|sh|o)$/.test(word)) return `${word}es`;
  if (word.endsWith('y') && !/[aeo]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}
