export type { Coverage, RuleCoverage } from './coverage.ts';
export { loadSuite } from './load-suite.ts';
export { POLICYTEST_CODES } from './policytest-codes.ts';
export { runSuites, type CaseResult, type Mismatch, type SuiteResult, type TestRun } from './run-suites.ts';
export { caseName, type Expectation, type Suite, type TestCase } from './suite.ts';
export { suiteName } from './suite-name.ts';
export { suiteSchema } from './suite-schema.ts';
export { suitesBeside } from './suites-beside.ts';
export { brokenInvariants, compileInvariants, type TriedInvariant } from './try-invariants.ts';
