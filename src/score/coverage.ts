import type { Finding, Risk } from '../scan/index.ts';
import type { CoverageRow, ScorePart } from './score-report.ts';

const COVERAGE_POINTS = 45;

/** What a call of each risk weighs: a step up in risk counts double. */
const WEIGHTS: readonly (readonly [Risk, number])[] = [
  ['critical', 8],
  ['high', 4],
  ['medium', 2],
  ['low', 1],
];

/**
 * Governed weight over all weight, of 45 points, rounded down. Counted are the calls outside tests; a suppressed call
 * counts with the state it would have, because a comment governs nothing.
 */
export function judgeCoverage(findings: readonly Finding[]): ScorePart {
  const scored = findings.filter((f) => f.governance.state !== 'test' && f.confidence !== 'heuristic');
  if (scored.length === 0) {
    return { name: 'coverage', of: COVERAGE_POINTS, judged: false, why: 'no AI call found outside tests' };
  }
  const rows = WEIGHTS.map(([risk, weight]) => coverageRow(scored, risk, weight)).filter(
    (row) => row.calls > 0,
  );
  const governed = rows.reduce((sum, row) => sum + row.weight * row.governed, 0);
  const all = rows.reduce((sum, row) => sum + row.weight * row.calls, 0);
  const points = Math.floor((COVERAGE_POINTS * governed) / all);
  return { name: 'coverage', of: COVERAGE_POINTS, judged: true, points, rows };
}

function coverageRow(findings: readonly Finding[], risk: Risk, weight: number): CoverageRow {
  const calls = findings.filter((f) => f.risk === risk);
  return { risk, weight, calls: calls.length, governed: calls.filter(isGoverned).length };
}

function isGoverned(finding: Finding): boolean {
  return finding.governance.state === 'governed' || finding.governance.state === 'governed-elsewhere';
}
