import { explain, type CompiledPolicy, type Explanation } from '../decision/index.ts';
import type { Decision } from '../model/index.ts';
import { measureCoverage, type Coverage } from './coverage.ts';
import { caseName, type Expectation, type Suite, type TestCase } from './suite.ts';
import { brokenInvariants, compileInvariants, type TriedInvariant } from './try-invariants.ts';

/** What a decision says other than expected. */
export interface Mismatch {
  readonly part: keyof Expectation;
  readonly expected: string;
  readonly actual: string;
}

export interface CaseResult {
  readonly case: TestCase;
  readonly explanation: Explanation;
  readonly mismatches: readonly Mismatch[];
  /** Names of the policy's invariants that do not hold for this action. */
  readonly broken: readonly string[];
  readonly isPassed: boolean;
}

export interface SuiteResult {
  readonly suite: Suite;
  /** Those that ran, in the order of the file. */
  readonly cases: readonly CaseResult[];
}

export interface TestRun {
  readonly suites: readonly SuiteResult[];
  readonly passed: number;
  readonly failed: number;
  readonly coverage: Coverage;
}

/**
 * Runs every case whose name contains `filter` (whatever its case). A case passes when the decision is as expected and
 * breaks no invariant of the policy. Coverage is that of the cases that ran.
 */
export function runSuites(compiled: CompiledPolicy, suites: readonly Suite[], filter = ''): TestRun {
  const invariants = compileInvariants(compiled.policy);
  const results = suites.map((suite) => ({
    suite,
    cases: suite.cases.filter(isNamed(filter)).map((one) => runCase(compiled, invariants, one)),
  }));
  const cases = results.flatMap((result) => result.cases);
  const passed = cases.filter(({ isPassed }) => isPassed).length;
  return {
    suites: results,
    passed,
    failed: cases.length - passed,
    coverage: measureCoverage(compiled.policy, cases),
  };
}

function isNamed(filter: string): (one: TestCase) => boolean {
  const wanted = filter.toLowerCase();
  return (one) => caseName(one).toLowerCase().includes(wanted);
}

function runCase(compiled: CompiledPolicy, invariants: readonly TriedInvariant[], one: TestCase): CaseResult {
  const explanation = explain(compiled, one.action, one.at);
  const mismatches = mismatchesOf(one.expect, explanation.decision);
  const broken = brokenInvariants(invariants, one.action, one.at, explanation.decision).map(
    ({ name }) => name,
  );
  return { case: one, explanation, mismatches, broken, isPassed: mismatches.length + broken.length === 0 };
}

function mismatchesOf(expect: Expectation, decision: Decision): readonly Mismatch[] {
  return (['approval', 'riskLevel', 'rule'] as const).flatMap((part) => {
    const expected = expect[part];
    const actual = decision[part];
    return expected === undefined || expected === actual ? [] : [{ part, expected, actual }];
  });
}
