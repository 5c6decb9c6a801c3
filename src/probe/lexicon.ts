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

/** Globs for the names that contain the verb: anywhere, or, if it is so short that other words contain it, as a word. */
export function globsOfVerb(verb: string): readonly string[] {
  if (verb.length >= SURELY_A_WORD) return [`*${verb}*`];
  return [verb, `${verb}${BREAK}*`, `*${BREAK}${verb}`, `*${BREAK}${verb}${BREAK}*`];
}

const SURELY_A_WORD = 5;
const BREAK = '[_./: -]';
