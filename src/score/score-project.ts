import type { ScanReport } from '../scan/index.ts';
import { judgeCoverage } from './coverage.ts';
import { EVIDENCE_POINTS, judgeEvidence, type EvidenceToJudge } from './evidence.ts';
import { gradeOf } from './grade.ts';
import { judgePolicy, POLICY_POINTS, type PolicyToJudge } from './policy-strength.ts';
import type { ScorePart, ScoreReport } from './score-report.ts';

/** Why a part cannot be judged. */
export interface NotJudged {
  readonly why: string;
}

/**
 * The score of a project: the sum of its parts, rounded down, or `null` when the scan found no call that counts.
 * Parts, points and weights are those of docs/score.md; the arithmetic is in the report.
 */
export function scoreProject(
  scan: ScanReport,
  policy?: PolicyToJudge,
  evidence: EvidenceToJudge | NotJudged = { why: 'no audit log was named with --db' },
): ScoreReport {
  const coverage = judgeCoverage(scan.findings);
  const parts: readonly ScorePart[] = [
    coverage,
    policy === undefined
      ? notJudged('policy strength', POLICY_POINTS, 'no policy was named with --policy')
      : judgePolicy(policy),
    'why' in evidence ? notJudged('evidence', EVIDENCE_POINTS, evidence.why) : judgeEvidence(evidence),
  ];
  const score = coverage.judged
    ? parts.reduce((sum, part) => sum + (part.judged ? part.points : 0), 0)
    : null;
  return { score, grade: score === null ? null : gradeOf(score).letter, parts };
}

function notJudged(name: ScorePart['name'], of: number, why: string): ScorePart {
  return { name, of, judged: false, why };
}
