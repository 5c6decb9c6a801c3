import type { LoadedPolicy } from '../policy/index.ts';
import type { CaseResult, TestRun } from '../policytest/index.ts';

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

/** What the tests reached, in one line. */
export function coverageText({ run: { coverage }, minCoverage }: TestedPolicy): string {
  const total = coverage.rules.length;
  const counted = `${coverage.percent} % (${coverage.covered} of ${total} ${total === 1 ? 'outcome' : 'outcomes'})`;
  const isBelow = minCoverage !== undefined && coverage.percent < minCoverage;
  return isBelow ? `rule coverage ${counted}, below ${minCoverage} %` : `rule coverage ${counted}`;
}

/** The rules that no decision of the run was made of. */
export function unreachedRules({ run }: TestedPolicy): readonly string[] {
  return run.coverage.rules
    .filter(({ decided, tookPart }) => decided + tookPart === 0)
    .map(({ rule }) => rule);
}
