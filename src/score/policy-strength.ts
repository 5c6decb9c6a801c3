import { probePolicy, type HarmClass } from '../probe/index.ts';
import type { Policy } from '../model/index.ts';
import type { ScorePart, StrengthRow } from './score-report.ts';

export const POLICY_POINTS = 35;

/** A policy, and how much of what its rules can do is shown by tests, in percent. */
export interface PolicyToJudge {
  readonly policy: Policy;
  readonly tested: number;
}

const CLASSES: Readonly<Record<HarmClass, string>> = {
  destructive: 'nothing that destroys runs without a person',
  money: 'nothing that moves money runs without a person',
  execution: 'no code or command runs without a person',
  privilege: 'no change of rights runs without a person',
  exfiltration: 'nothing that takes data out runs without a person',
};
const [FOR_A_CLASS, FOR_THE_UNFORESEEN, FOR_REACHED, FOR_TESTS] = [4, 6, 4, 5];

/**
 * What is proved about a policy, each claim for its points or for none; what rules allow by name is taken for meant. What
 * could not be proved within the budget earns nothing, like what does not hold.
 */
export function judgePolicy({ policy, tested }: PolicyToJudge): ScorePart {
  const { findings, isComplete } = probePolicy(policy, { runs: 1 });
  const proved = findings.filter(({ evidence }) => evidence.kind === 'proved');
  const classes = (Object.keys(CLASSES) as HarmClass[]).map((name) =>
    row(CLASSES[name], FOR_A_CLASS, isComplete && proved.every((finding) => finding.class !== name)),
  );
  const isForeseen = findings.every(
    ({ category, class: harm }) =>
      harm !== undefined || (category !== 'default-fallthrough' && category !== 'wildcard-rule'),
  );
  const isReached = isComplete && proved.every(({ category }) => category !== 'shadowed-protection');
  const rows = [
    ...classes,
    row('what nobody foresaw does not run without a person', FOR_THE_UNFORESEEN, isForeseen),
    row('every rule that holds something back is reached', FOR_REACHED, isReached),
    {
      claim: `tests show what the rules can do (${tested} %)`,
      of: FOR_TESTS,
      points: Math.floor((FOR_TESTS * tested) / 100),
    },
  ];
  const points = rows.reduce((sum, one) => sum + one.points, 0);
  return { name: 'policy strength', of: POLICY_POINTS, judged: true, points, rows };
}

function row(claim: string, of: number, holds: boolean): StrengthRow {
  return { claim, of, points: holds ? of : 0 };
}
