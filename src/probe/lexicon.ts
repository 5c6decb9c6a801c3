import data from './lexicon.json' with { type: 'json' };

/** A kind of action that can do harm. */
export type HarmClass = keyof typeof data.classes;

export type Severity = 'low' | 'medium' | 'high' | 'critical';
export const SEVERITIES: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

export interface ClassWords {
  readonly name: HarmClass;
  /** Completes "an action that ...". */
  readonly about: string;
  /** How bad it is that such an action runs without a person. */
  readonly severity: Severity;
  readonly verbs: readonly string[];
  /** Tool names and phrases that mean the same and contain none of the verbs. */
  readonly synonyms: readonly string[];
}

export const CLASSES: readonly ClassWords[] = Object.entries(data.classes).map(([name, words]) => ({
  ...words,
  name: name as HarmClass,
  severity: words.severity as Severity,
}));

export const SENSITIVE_TARGETS: readonly string[] = data.sensitiveTargets;
/** Names that no policy was written for. */
export const UNFORESEEN: readonly string[] = data.unforeseen;
/** Verbs behind which others hide: `read_then_delete`. */
export const HARMLESS: readonly string[] = data.harmless;
/** Parameters in which a negative number is a trick. */
export const MONEY_PARAMETERS: readonly string[] = data.money;

/** A glob for the names that contain the verb: anywhere, or, if it is so short that other words contain it, as a word. */
export function globOfVerb(verb: string): string {
  if (verb.length >= SURELY_A_WORD) return `*${verb}*`;
  return `{,*${BREAK}}${verb}{,${BREAK}*}`;
}

/** The names of a class of harm: what they are about (completes "an action that ..."), and globs for its verbs. */
export function namesOfHarm(name: HarmClass): { readonly about: string; readonly globs: readonly string[] } {
  return { about: data.classes[name].about, globs: data.classes[name].verbs.map(globOfVerb) };
}

const SURELY_A_WORD = 5;
const BREAK = '[_./:+ -]';

/** As few globs as cover the verbs, for a person to read: verbs within others are left out, short ones are words. */
export function readableGlobs(verbs: readonly string[]): readonly string[] {
  const long = verbs.filter((verb) => verb.length >= 4);
  const short = verbs.filter((verb) => verb.length < 4);
  const needed = long.filter((verb) => !long.some((other) => other !== verb && verb.includes(other)));
  const choice = (words: readonly string[]): string =>
    words.length === 1 ? (words[0] ?? '') : `{${words.join(',')}}`;
  return [
    ...(needed.length === 0 ? [] : [`*${choice(needed)}*`]),
    ...(short.length === 0 ? [] : [`{,*[!a-z]}${choice(short)}{,[!a-z]*}`]),
  ];
}

/** Those of the globs that have a word of the class in them, so that their author meant such actions. */
export function globsNaming(globs: readonly string[], { verbs, synonyms }: ClassWords): readonly string[] {
  const words = [...verbs, ...synonyms].map((word) => word.toLowerCase());
  return globs.filter((glob) => words.some((word) => hasWord(glob.toLowerCase(), word)));
}

function hasWord(text: string, word: string): boolean {
  if (word.length >= SURELY_A_WORD) return text.includes(word);
  return text
    .split(word)
    .slice(1)
    .some((after, index, all) => {
      const before = index === 0 ? text.slice(0, text.indexOf(word)) : (all[index - 1] ?? '');
      return !/[a-z]$/.test(before) && !/^[a-z]/.test(after);
    });
}
