import type { ScorePart } from './score-report.ts';

export const EVIDENCE_POINTS = 20;
const [FOR_THE_CHAIN, FOR_A_CHECKPOINT, FOR_ANSWERS] = [10, 5, 5];

/** An audit log after it was checked from its first entry to its last. */
export interface EvidenceToJudge {
  /** Whether nothing of it was changed, as far as can be told. */
  readonly isUnchanged: boolean;
  readonly entries: number;
  /** How many of its entries a signed checkpoint is over that holds. */
  readonly checkpointed: number;
  /** How many actions needed a person. */
  readonly asked: number;
  /** How often a person answered; that time ran out is no answer. */
  readonly answered: number;
}

/** What an audit log shows, each claim for its points; a log that was changed shows nothing. */
export function judgeEvidence(evidence: EvidenceToJudge): ScorePart {
  const { isUnchanged, entries, checkpointed, asked } = evidence;
  const answered = Math.min(evidence.answered, asked);
  const holds = isUnchanged && entries > 0;
  const rows = [
    {
      claim: `the log has entries and its chain holds (${isUnchanged ? entries : 'it was changed'})`,
      of: FOR_THE_CHAIN,
      points: holds ? FOR_THE_CHAIN : 0,
    },
    {
      claim: `a signed checkpoint is over entries of it (${checkpointed})`,
      of: FOR_A_CHECKPOINT,
      points: holds && checkpointed > 0 ? FOR_A_CHECKPOINT : 0,
    },
    {
      claim: `people answered what they were asked (${answered} of ${asked})`,
      of: FOR_ANSWERS,
      points: holds && asked > 0 ? Math.floor((FOR_ANSWERS * answered) / asked) : 0,
    },
  ];
  const points = rows.reduce((sum, row) => sum + row.points, 0);
  return { name: 'evidence', of: EVIDENCE_POINTS, judged: true, points, rows };
}
