import type { Source, Span } from '../base/index.ts';
import type { ActionInput } from '../decision/index.ts';
import type { Approval, RiskLevel } from '../model/index.ts';

/** The tests of one file. A test over several cases is several entries here, in the order of the file. */
export interface Suite {
  readonly source: Source;
  readonly cases: readonly TestCase[];
}

/** One action and what is expected of its decision. */
export interface TestCase {
  /** The name of the test. */
  readonly test: string;
  /** What tells this case from the others of the test; absent where the test has only one. */
  readonly variation?: string;
  readonly action: ActionInput;
  /** Milliseconds since 1970-01-01T00:00:00Z; without it every time condition is unknown. */
  readonly at?: number;
  readonly expect: Expectation;
  /** Where the case stands, or the name of a test that has only one. */
  readonly span: Span;
}

/** What a decision must say; what is absent may be anything. At least one is there. */
export interface Expectation {
  readonly approval?: Approval;
  readonly riskLevel?: RiskLevel;
  readonly rule?: string;
}

/** A case as it is named to the user: `deletes are refused: BulkDeleteContacts`. */
export function caseName({ test, variation }: TestCase): string {
  return variation === undefined ? test : `${test}: ${variation}`;
}
