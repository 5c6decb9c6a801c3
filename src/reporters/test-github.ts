import { caseName } from '../policytest/index.ts';
import { githubAnnotation } from './github-annotation.ts';
import { coverageText, failureTexts, missingOutcomes, type TestedPolicy } from './tested-policy.ts';

/** Failed cases, and coverage below the minimum, as annotations of GitHub Actions. */
export function githubTests(tested: TestedPolicy): string {
  const { run, minCoverage } = tested;
  const failures = run.suites
    .flatMap(({ cases }) => cases)
    .filter(({ isPassed }) => !isPassed)
    .map((one) => {
      const text = [caseName(one.case), ...failureTexts(one)].join('\n');
      return githubAnnotation({ severity: 'error', title: 'policy test', span: one.case.span, text });
    });
  const isBelow = minCoverage !== undefined && run.coverage.percent < minCoverage;
  const text = [coverageText(tested), `not shown: ${missingOutcomes(tested).join('; ')}`].join('\n');
  const coverage = githubAnnotation({ severity: 'error', title: 'policy test coverage', text });
  return [...failures, ...(isBelow ? [coverage] : [])].join('');
}
