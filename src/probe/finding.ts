import type { Action, Decision } from '../model/index.ts';
import type { PolicyEdit } from '../policy/index.ts';
import type { HarmClass, Severity } from './lexicon.ts';

/** What a probe looks for; the order is that of reports. */
export const CATEGORIES = {
  'missing-coverage': 'a rule that is about something else lets it through',
  'default-fallthrough': 'no rule is about it, and the defaults let it through',
  'wildcard-rule': 'a rule for every type lets it through',
  escalation: 'it runs for whoever gives the right agent name',
  'target-gap': 'it runs on a sensitive target',
  'glob-bypass': 'another spelling of a name that a rule holds back',
  'encoding-bypass': 'a disguise of a name that a rule holds back',
  'condition-bypass': 'a value that a condition was not written for',
  'threshold-edge': 'a value on the edge of a condition',
  'shadowed-protection': 'a rule that holds back and is never reached',
} as const;
export type Category = keyof typeof CATEGORIES;

/** How sure a finding is, and how to see it again. */
export type Evidence =
  | { readonly kind: 'proved' }
  /** Found by trying; `replay` gives the same action again. */
  | { readonly kind: 'tried'; readonly replay: string };

export interface ProbeFinding {
  readonly category: Category;
  readonly severity: Severity;
  readonly class?: HarmClass;
  /** For what was tried: the word, and how it was spelled otherwise. */
  readonly spelling?: { readonly word: string; readonly evasion: string };
  /** One sentence: what gets through. */
  readonly message: string;
  readonly action: Action;
  readonly at?: number;
  readonly decision: Decision;
  /** The rule that lets it through or is to blame; `<default>` for the defaults. */
  readonly rule: string;
  /** A person is asked, where the policy or the lexicon says it should be refused. */
  readonly reliesOnApproval: boolean;
  readonly evidence: Evidence;
  /** Other actions that the same edit holds back. */
  readonly also?: readonly Action[];
  /** The smallest edit that closes it and opens nothing, checked by probing again. */
  readonly edit?: PolicyEdit;
}

/** The same for the same gap, however far open: a person may be asked meanwhile. */
export function findingKey({ category, class: harm, rule, spelling }: ProbeFinding): string {
  return JSON.stringify([category, harm ?? '', spelling?.evasion ?? '', rule]);
}
