export { badgeEndpoint, badgeMarkdown, badgeUrl, type BadgeEndpoint } from './badge.ts';
export { scoreProject } from './score-project.ts';
export type { CoverageRow, Grade, PartName, ScorePart, ScoreReport } from './score-report.ts';
