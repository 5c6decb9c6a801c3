import type { Criteria, Selection } from '../audit/index.ts';
import type { Approval } from '../model/index.ts';
import type { Category, HarmClass } from '../probe/index.ts';

/** Everything that reports are made from: the build makes it of the documents in `data/`. */
export interface ComplianceTables {
  readonly rules: readonly EvidenceRule[];
  readonly frameworks: readonly Framework[];
}

/** A standard, a law or a list, with what of it can be looked up here. */
export interface Framework {
  /** As it is written on the command line: `soc2`. */
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  /** What its requirements are called: `criterion`. */
  readonly unit: Unit;
  /** Where ids and titles were taken from, and when that was read. */
  readonly source: string;
  readonly read: string;
  /** What is said of the list as a whole, above every report of it. */
  readonly note?: string;
  readonly requirements: readonly Requirement[];
  readonly dates?: readonly DatedFact[];
  readonly penalties?: readonly Penalty[];
}

export type Unit = 'criterion' | 'article' | 'standard' | 'control' | 'subcategory' | 'risk';

export interface Requirement {
  /** Official. */
  readonly id: string;
  /** Official. */
  readonly title: string;
  /** Rules that must all pass. Empty: nothing that can be looked up here shows it. */
  readonly evidence: readonly string[];
  /** Rules that must not fail; where they have nothing to judge, nothing is missing. */
  readonly also?: readonly string[];
  /** What of it only the organisation can show. Absent: what is looked up here is all of it that concerns tool calls. */
  readonly beyond?: string;
}

/** A day from which something applies. */
export interface DatedFact {
  readonly what: string;
  /** `2026-08-02`. */
  readonly date: string;
  readonly source: string;
  readonly note?: string;
}

export interface Penalty {
  readonly what: string;
  readonly amount: string;
  readonly source: string;
}

/** A question whose answer is evidence, with the rule by which it is judged. */
export interface EvidenceRule {
  readonly id: string;
  /** What holds when it passes. */
  readonly title: string;
  readonly check: Check;
  /** What to do when it fails. */
  readonly next: string;
}

/** Where an answer is looked up. */
export type Place = 'log' | 'policy' | 'code';

export type Check = LogCheck | PolicyCheck | CodeCheck;

export type LogCheck =
  /** Chain, checkpoints and policies of the log are as they were written. */
  | { readonly kind: 'chain' }
  /** Of the selected entries, so many percent hold. */
  | {
      readonly kind: 'share';
      readonly of: Selection;
      readonly hold: Criteria;
      readonly atLeast: number;
    }
  /** The entries of the period are in the chain, from its start on. */
  | { readonly kind: 'covered' }
  /** A signed checkpoint covers so many percent of the entries of the period. */
  | { readonly kind: 'checkpoint'; readonly atLeast: number }
  /** The chain goes back so many days from the end of the period. */
  | { readonly kind: 'kept'; readonly days: number }
  /** No entry is dated so many seconds before the one before. */
  | { readonly kind: 'clock'; readonly seconds: number }
  /** Whoever watched a session watched it to its end. */
  | { readonly kind: 'watched' };

export type PolicyCheck =
  /** By proof: no action whose name is of one of these classes is decided so. */
  | {
      readonly kind: 'never';
      readonly approval: readonly Approval[];
      readonly class: readonly HarmClass[];
      /** Only where the target is one that a lexicon calls sensitive. */
      readonly on?: 'sensitive';
    }
  | { readonly kind: 'default'; readonly approval: readonly Approval[] }
  /** By proof: nothing of these kinds is found by the proved layer of a probe. */
  | { readonly kind: 'probe'; readonly without: readonly Category[] }
  /** The policy states invariants, and each is proved. */
  | { readonly kind: 'invariants' }
  /** The suites beside the policy pass and cover so many percent of what its rules can do. */
  | { readonly kind: 'tested'; readonly atLeast: number }
  /** The policy is the one that made the newest decision of the period. */
  | { readonly kind: 'in-force' };

export type CodeCheck =
  /** Of the AI calls outside tests so many percent are governed. */
  | { readonly kind: 'governed'; readonly atLeast: number }
  /** No tool does something dangerous with an argument of the model's choice without a decision. */
  | { readonly kind: 'tool-risks' }
  /** Every source file was read. */
  | { readonly kind: 'read' };

/** Where a check looks first: what it cannot be judged without. */
export function placesOf({ kind }: Check): readonly Place[] {
  switch (kind) {
    case 'chain':
    case 'share':
    case 'covered':
    case 'checkpoint':
    case 'kept':
    case 'clock':
    case 'watched':
      return ['log'];
    case 'never':
    case 'default':
    case 'probe':
    case 'invariants':
    case 'tested':
      return ['policy'];
    case 'in-force':
      return ['policy', 'log'];
    case 'governed':
    case 'tool-risks':
    case 'read':
      return ['code'];
  }
}

/** Every rule that a requirement asks. */
export function rulesOf({ evidence, also = [] }: Requirement): readonly string[] {
  return [...evidence, ...also];
}
