export { badgeEndpoint, badgeMarkdown, badgeUrl, type BadgeEndpoint } from './badge.ts';
export { badgeSvg } from './badge-svg.ts';
export { falls, readSavedScore, savedScoreSchema, savedScoreText, type SavedScore } from './saved-score.ts';
export { SCORE_CODES } from './score-codes.ts';
export type { EvidenceToJudge } from './evidence.ts';
export type { PolicyToJudge } from './policy-strength.ts';
export { scoreProject, type NotJudged } from './score-project.ts';
export type { CoverageRow, Grade, PartName, ScorePart, ScoreReport, StrengthRow } from './score-report.ts';
