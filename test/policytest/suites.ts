import type { Diagnostic, Result } from '../../src/base/index.ts';
import { compilePolicy } from '../../src/decision/index.ts';
import { readDocument, type LoadedPolicy } from '../../src/policy/index.ts';
import { loadSuite, runSuites, type Suite, type TestRun } from '../../src/policytest/index.ts';
import { policyIn } from '../policy/loading.ts';

/** A policy of one rule, for tests of what a suite says. */
export const DELETES: LoadedPolicy = policyIn(
  'version: "1"\nrules: [{ name: deletes, match: { type: "*delete*" }, risk_level: critical, approval: block }]',
);

export function readSuite(
  text: string,
  { policy }: LoadedPolicy = DELETES,
): Result<Suite, readonly Diagnostic[]> {
  const document = readDocument('crm.test.yaml', new TextEncoder().encode(text));
  return document.ok ? loadSuite(document.value, policy) : document;
}

/** The suite in a text; fails the test with the diagnostics where there is none. */
export function suiteIn(text: string, loaded: LoadedPolicy = DELETES): Suite {
  const suite = readSuite(text, loaded);
  if (!suite.ok) throw new Error(suite.error.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return suite.value;
}

/** Problems as "code line:column message". */
export function problemsIn(text: string, loaded: LoadedPolicy = DELETES): readonly string[] {
  const suite = readSuite(text, loaded);
  if (suite.ok) return [];
  return suite.error.map(
    ({ code, message, span }) => `${code} ${span?.start.line ?? 0}:${span?.start.column ?? 0} ${message}`,
  );
}

export function run(text: string, loaded: LoadedPolicy = DELETES, filter?: string): TestRun {
  return runSuites(compilePolicy(loaded.policy), [suiteIn(text, loaded)], filter);
}
