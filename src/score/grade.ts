import type { Grade } from './score-report.ts';

/** The colour names that shields.io knows. */
export type BadgeColour = 'brightgreen' | 'green' | 'yellow' | 'orange' | 'red' | 'lightgrey';

interface GradeStep {
  readonly from: number;
  readonly letter: Grade;
  readonly colour: BadgeColour;
}

const LOWEST: GradeStep = { from: 0, letter: 'F', colour: 'red' };

const STEPS: readonly GradeStep[] = [
  { from: 90, letter: 'A+', colour: 'brightgreen' },
  { from: 80, letter: 'A', colour: 'brightgreen' },
  { from: 70, letter: 'B', colour: 'green' },
  { from: 60, letter: 'C', colour: 'yellow' },
  { from: 50, letter: 'D', colour: 'orange' },
];

/** Letter and colour of a score from 0 to 100. */
export function gradeOf(score: number): GradeStep {
  return STEPS.find((step) => score >= step.from) ?? LOWEST;
}
