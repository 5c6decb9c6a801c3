import type { LoadedPolicy } from '../policy/index.ts';
import { outcomeText, type CaseResult, type TestRun } from '../policytest/index.ts';

/** A policy with what came of its tests. */
export interface TestedPolicy {
  readonly loaded: LoadedPolicy;
  readonly run: TestRun;
  /** The coverage in percent that was asked for. */
  readonly minCoverage?: number;
}

/** What was expected and did not come, a sentence each; empty for a case that passed. */
export function failureTexts({ mismatches, broken }: CaseResult): readonly string[] {
  const words = { approval: 'approval', riskLevel: 'risk level', rule: 'rule' };
  return [
    ...mismatches.map(({ part, expected, actual }) => `expected ${words[part]} ${expected}, got ${actual}`),
    ...broken.map((name) => `the invariant "${name}" does not hold here`),
  ];
}

/** What the tests showed, in one line. */
export function coverageText({ run: { coverage }, minCoverage }: TestedPolicy): string {
  const { total, missing, percent, isComplete } = coverage;
  const counted = `${percent} % (${total - missing.length} of ${total} ${total === 1 ? 'outcome' : 'outcomes'}${isComplete ? '' : ' that could be found'})`;
  const isBelow = minCoverage !== undefined && percent < minCoverage;
  return isBelow ? `coverage ${counted}, below ${minCoverage} %` : `coverage ${counted}`;
}

/** What no case showed, in words. */
export function missingOutcomes({ run }: TestedPolicy): readonly string[] {
  return run.coverage.missing.map(outcomeText);
}
