import data from './lexicon.json' with { type: 'json' };
import { inflections } from './inflections.ts';

/** How a verb is written: the form decides where in a sentence it can stand. */
export type Form = 'base' | 'singular' | 'gerund' | 'past' | 'noun';

/** A verb of the lexicon; `own` is the word that was used where it means less than the whole family. */
export interface Verb {
  readonly id: string;
  readonly own?: string;
}

interface Entry extends Verb {
  readonly form: Form;
}

/** What the lexicon knows of a verb. */
export interface VerbEntry {
  readonly words: readonly string[];
  readonly nouns: readonly string[];
  /** Parts of names of actions that a prohibition of the verb covers; `=` stands for the beginning of a word. */
  readonly strict: readonly string[];
  /** Beginnings of names that a permission of the verb covers: with `*` whatever follows, else as a whole word. */
  readonly lenient: readonly string[];
  /** Nouns after `create_`, `send_` and the like that mean the verb. */
  readonly things?: readonly string[];
  readonly own?: readonly string[];
  /** Whether a prohibition of an own word covers the whole family. */
  readonly ownIsWide?: boolean;
  /** Families that are part of this one. */
  readonly covers?: readonly string[];
  /** Whether a prohibition is about what destroys, too. */
  readonly destroys?: boolean;
  /** Whether amounts are about it. */
  readonly money?: boolean;
  /** Whether its nouns are things as well, so that behind another verb they are its object. */
  readonly isThing?: boolean;
  /** Objects that add nothing to a prohibition: who runs commands runs. */
  readonly swallows?: readonly string[];
  /** Whether one sends it. */
  readonly sent?: boolean;
  /** Whether a prohibition is about every action. */
  readonly anything?: boolean;
  /** Whether it takes its meaning from the noun behind it. */
  readonly light?: boolean;
}

const VERBS: Readonly<Record<string, VerbEntry>> = data.verbs;

export function verbEntry(id: string): VerbEntry {
  return VERBS[id] ?? NO_VERB;
}

const NO_VERB: VerbEntry = { words: [], nouns: [], strict: [], lenient: [] };

const FORMS: ReadonlyMap<string, readonly Entry[]> = formsOf();

/** The longest phrase of a verb, of one of the forms, at the beginning of the words. */
export function verbAt(
  words: readonly string[],
  forms: readonly Form[],
): { readonly verb: Verb; readonly form: Form; readonly length: number } | undefined {
  for (let length = Math.min(LONGEST, words.length); length > 0; length -= 1) {
    const entry = FORMS.get(words.slice(0, length).join(' '))?.find(({ form }) => forms.includes(form));
    if (entry !== undefined) {
      const { form, ...verb } = entry;
      return { verb, form, length };
    }
  }
  return undefined;
}

const LONGEST = 3;

function formsOf(): Map<string, Entry[]> {
  const forms = new Map<string, Entry[]>();
  const add = (phrase: string, entry: Entry): void => {
    forms.set(phrase, [...(forms.get(phrase) ?? []), entry]);
  };
  for (const [id, entry] of Object.entries(VERBS)) {
    const isOwn = new Set(entry.own ?? []);
    for (const word of entry.words) {
      const verb = { id, ...(isOwn.has(word) ? { own: word.replace(/ .*/, '') } : {}) };
      for (const { phrase, form } of inflections(word)) add(phrase, { ...verb, form });
    }
    for (const noun of entry.nouns) {
      const own = entry.own?.find((word) => noun.startsWith(word.slice(0, 4)));
      add(noun, { id, ...(own === undefined ? {} : { own: own.replace(/ .*/, '') }), form: 'noun' });
    }
  }
  return forms;
}

const LIGHT = new Set(data.light.flatMap((word) => inflections(word).map(({ phrase }) => phrase)));
/** Whether a word says only that something is done. */
export function isLight(phrase: string): boolean {
  return LIGHT.has(phrase);
}

/** Every word of the verbs, for "did you mean". */
export function verbWords(): readonly string[] {
  return Object.values(VERBS).flatMap(({ words }) => words);
}

export const TELLS_LITTLE: readonly string[] = data.tellsLittle;
export const LIGHT_NAMES: readonly string[] = data.lightNames;
export const GROUPS: Readonly<Record<string, readonly string[]>> = data.groups;
/** What decides, by the part of a sentence it stands in. */
type EffectWords =
  | 'blockVerbs'
  | 'allowVerbs'
  | 'blocked'
  | 'allowed'
  | 'reviewed'
  | 'approvals'
  | 'approvers'
  | 'approves'
  | 'absolute';
export const EFFECTS: Readonly<Record<EffectWords, readonly string[]>> = data.effects;
export const COMPARATORS: Readonly<Record<string, readonly string[]>> = data.comparators;
export const AFTER_NUMBER: Readonly<Record<string, readonly string[]>> = data.afterNumber;
export const LARGER: readonly string[] = data.larger;
export const SMALLER: readonly string[] = data.smaller;
export const CURRENCIES: Readonly<Record<string, string>> = data.currencies;
export const NUMBER_WORDS: Readonly<Record<string, number>> = data.numberWords;
export const SCALES: Readonly<Record<string, number>> = data.scales;
export const DAYS: Readonly<Record<string, number>> = data.days;
export const HOURS: Readonly<Record<string, readonly string[]>> = data.hours;
export const NIGHT: readonly string[] = data.night;
export const ZONES: Readonly<Record<string, string>> = data.zones;
export const RISKS: readonly string[] = data.risks;
export const DURATIONS: ReadonlySet<string> = new Set(data.durations);
export const AMOUNTS: ReadonlySet<string> = new Set(data.amounts);
export const PARAMETERS: ReadonlySet<string> = new Set(data.parameters);
export const FILLERS: readonly string[] = data.fillers;
export const DETERMINERS: readonly string[] = data.determiners;
export const ANYONE: ReadonlySet<string> = new Set(data.anyone);
export const NO_ONE: readonly string[] = data.noOne;
export const AGENT_HEADS: ReadonlySet<string> = new Set(data.agentHeads);
export const PEOPLE: ReadonlySet<string> = new Set(data.people);
export const VAGUE: ReadonlySet<string> = new Set(data.vague);
export const GENERIC: ReadonlySet<string> = new Set(data.generic);
/** Nouns that say little behind another: the addresses of `external addresses`. */
export const HEADS: ReadonlySet<string> = new Set(data.heads);
export const ENVIRONMENT_NOUNS: ReadonlySet<string> = new Set(data.environmentNouns);
export const NOT_ADVERBS: ReadonlySet<string> = new Set(data.notAdverbs);

/** A place that is known under several names. */
export interface Environment {
  readonly words: readonly string[];
  readonly strict: readonly string[];
  readonly lenient: string;
}
export const ENVIRONMENTS: Readonly<Record<string, Environment>> = data.environments;

export function environmentOf(word: string): string | undefined {
  return Object.entries(ENVIRONMENTS).find(([, { words }]) => words.includes(word))?.[0];
}

const CLOSED: ReadonlySet<string> = new Set([
  ...data.closed,
  ...data.conjunctions,
  ...data.prepositions,
  ...data.determiners,
  ...Object.keys(data.days),
]);
const ING_NOUNS: ReadonlySet<string> = new Set(data.ingNouns);

/** Whether a word has a place in the grammar, so that it is no name of a thing. */
export function isClosed(word: string): boolean {
  return CLOSED.has(word);
}

/** Whether a word can name a thing: not vague, no adverb, no verb that the lexicon does not know. */
export function isNounLike(word: string): boolean {
  if (CLOSED.has(word) || VAGUE.has(word)) return false;
  if (word.length > 4 && word.endsWith('ly') && !NOT_ADVERBS.has(word)) return false;
  return !isUnknownGerund(word);
}

function isUnknownGerund(word: string): boolean {
  if (word.length < 6 || !word.endsWith('ing') || ING_NOUNS.has(word)) return false;
  return verbAt([word], ['gerund', 'noun']) === undefined;
}
