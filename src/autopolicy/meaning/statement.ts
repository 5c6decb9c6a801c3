import type { Approval, RiskLevel } from '../../model/index.ts';
import type { ActionPhrase, Place } from '../syntax.ts';

/** What one clause, or a part of it, says about a set of actions. */
export interface Statement {
  /** The words it came from. */
  readonly place: Place;
  readonly approval: Approval;
  readonly risk?: RiskLevel;
  readonly phrase: ActionPhrase;
  /** By how many exceptions it stands above what it is excepted from. */
  readonly exceptionTo?: Statement;
  readonly isAbsolute: boolean;
  /** Whether it follows from `only`: what the clause leaves out. */
  readonly isImplied: boolean;
}

/** A text as statements, and what happens to all that none of them is about. */
export interface Meaning {
  readonly statements: readonly Statement[];
  readonly rest?: Statement;
  readonly timezone?: string;
}
