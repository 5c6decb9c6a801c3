import type { ScanReport } from '../scan/index.ts';
import { judgeCoverage } from './coverage.ts';
import { gradeOf } from './grade.ts';
import type { ScorePart, ScoreReport } from './score-report.ts';

const POLICY_POINTS = 35;
const EVIDENCE_POINTS = 20;

/**
 * The score of a project: the sum of its parts, rounded down, or `null` when the scan found no call that counts.
 * Parts, points and weights are those of docs/score.md; the arithmetic is in the report.
 */
export function scoreProject(scan: ScanReport): ScoreReport {
  const coverage = judgeCoverage(scan.findings);
  const parts: readonly ScorePart[] = [
    coverage,
    notJudged(
      'policy strength',
      POLICY_POINTS,
      'needs proofs about the policy, which this version does not make',
    ),
    notJudged('evidence', EVIDENCE_POINTS, 'needs an audit log, which this version does not keep'),
  ];
  const score = coverage.judged
    ? parts.reduce((sum, part) => sum + (part.judged ? part.points : 0), 0)
    : null;
  return { score, grade: score === null ? null : gradeOf(score).letter, parts };
}

function notJudged(name: ScorePart['name'], of: number, why: string): ScorePart {
  return { name, of, judged: false, why };
}
