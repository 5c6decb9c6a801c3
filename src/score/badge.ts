import { gradeOf, type BadgeColour } from './grade.ts';
import type { ScoreReport } from './score-report.ts';

/** The endpoint form of https://shields.io/badges/endpoint-badge. */
export interface BadgeEndpoint {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: BadgeColour;
}

const LABEL = 'aegis';

export function badgeEndpoint(report: ScoreReport): BadgeEndpoint {
  if (report.score === null) return { schemaVersion: 1, label: LABEL, message: 'n/a', color: 'lightgrey' };
  const { letter, colour } = gradeOf(report.score);
  return { schemaVersion: 1, label: LABEL, message: `${report.score}/100 ${letter}`, color: colour };
}

/** A static badge of shields.io: `-` and `_` are doubled, as its path syntax wants, and the rest is URL-encoded. */
export function badgeUrl(report: ScoreReport): string {
  const { label, message, color } = badgeEndpoint(report);
  const part = (text: string): string =>
    encodeURIComponent(text.replaceAll('-', '--').replaceAll('_', '__').replaceAll(' ', '_'));
  return `https://img.shields.io/badge/${part(label)}-${part(message)}-${color}`;
}

/** The line for a README. */
export function badgeMarkdown(report: ScoreReport): string {
  return `![Aegis score](${badgeUrl(report)})`;
}
