import type { Approval, RiskLevel } from '../model/index.ts';
import type { Verb } from './lexicon.ts';

/** A stretch of the text, as UTF-16 offsets. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** What a noun stands for: words that a name must have, one name exactly, or a known environment. */
export interface Thing {
  readonly words: readonly string[];
  readonly name?: string;
  readonly environment?: string;
}

export type Bound =
  | { readonly op: 'gt' | 'gte' | 'lt' | 'lte' | 'eq'; readonly value: number }
  | { readonly op: 'between'; readonly from: number; readonly to: number };

/** Something that must hold besides what is done and to what. */
export type Condition =
  /** A number in a parameter: the first of the paths that is there. */
  | {
      readonly kind: 'number';
      readonly paths: readonly string[];
      readonly bound: Bound;
      readonly currency?: string;
    }
  | { readonly kind: 'equals'; readonly path: string; readonly value: string }
  | {
      readonly kind: 'time';
      readonly days?: readonly number[];
      readonly after?: string;
      readonly before?: string;
    }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  /** `on Fridays and after 6pm`: both for a permission, either for a prohibition. */
  | { readonly kind: 'both'; readonly of: readonly Condition[] };

/** Actions that a clause is about. A list that is empty leaves its side open; within one, any may fit. */
export interface ActionPhrase {
  /** `any`: whatever is done. */
  readonly verbs: readonly Verb[] | 'any';
  /** Types of actions that were named in quotes. */
  readonly names: readonly string[];
  readonly objects: readonly Thing[];
  readonly places: readonly Thing[];
  readonly agents: readonly Thing[];
  readonly conditions: readonly Condition[];
  /** Set for `everything else`. */
  readonly isRest?: boolean;
}

/** What `only` is about: the whole phrase, or one side of it. */
export type Focus = 'all' | 'agents' | 'places' | 'conditions';

/** What an exception says: these actions instead, or the same under these circumstances. */
export interface Exception {
  readonly phrases: readonly ActionPhrase[];
  /** Whether the phrases stand for themselves, not for a part of what they are excepted from. */
  readonly isOwn: boolean;
  readonly approval?: Approval;
}

/** One clause: what is to happen to which actions. */
export interface Clause {
  readonly place: Place;
  readonly approval?: Approval;
  readonly risk?: RiskLevel;
  readonly phrases: readonly ActionPhrase[];
  readonly only?: Focus;
  readonly exceptions: readonly Exception[];
  /** `never`: nothing that another sentence says makes an exception. */
  readonly isAbsolute: boolean;
  /** An approval marker that turns what is allowed or refused into a question. */
  readonly zone?: string;
}

/** Words that no rule of the grammar could place, and why. */
export interface Misunderstanding extends Place {
  readonly kind: 'words' | 'incomplete' | 'reference' | 'number' | 'time' | 'zone' | 'question';
  readonly help?: string;
}
