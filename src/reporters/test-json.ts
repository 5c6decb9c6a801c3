import type { Json } from '../base/index.ts';
import type { CaseResult, SuiteResult } from '../policytest/index.ts';
import { jsonText, placeJson } from './diagnostics-json.ts';
import type { TestedPolicy } from './tested-policy.ts';

/** Tests in JSON; the form is specs/cli/test.schema.json. */
export function jsonTests(tested: TestedPolicy): string {
  const { loaded, run, minCoverage } = tested;
  return jsonText({
    schemaVersion: 1,
    policy: { file: loaded.source.file, hash: loaded.hash },
    totals: { cases: run.passed + run.failed, passed: run.passed, failed: run.failed },
    coverage: {
      percent: run.coverage.percent,
      ...(minCoverage === undefined ? {} : { minimum: minCoverage }),
      outcomes: run.coverage.total,
      isComplete: run.coverage.isComplete,
      missing: run.coverage.missing.map(({ rule, kind, claim }) => ({
        rule,
        kind,
        ...(claim === undefined ? {} : { claim }),
      })),
      rules: run.coverage.rules.map(({ rule, decided, tookPart }) => ({ rule, decided, tookPart })),
    },
    suites: run.suites.map(suiteJson),
  });
}

function suiteJson({ suite, cases }: SuiteResult): Json {
  return { file: suite.source.file, cases: cases.map(caseJson) };
}

/** A case that passed needs no explanation. */
function caseJson({ case: one, explanation, mismatches, broken, isPassed }: CaseResult): Json {
  const { test, variation, action, at, expect, span } = one;
  return {
    test,
    ...(variation === undefined ? {} : { variation }),
    isPassed,
    place: placeJson(span),
    action: action as unknown as Json,
    ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
    expect: expect as unknown as Json,
    decision: explanation.decision as unknown as Json,
    ...(isPassed
      ? {}
      : {
          mismatches: mismatches as unknown as Json,
          brokenInvariants: broken,
          explanation: { rules: explanation.rules, notes: explanation.notes } as unknown as Json,
        }),
  };
}
