import { badgeUrl, type CoverageRow, type ScorePart } from '../score/index.ts';
import type { Paint } from './paint.ts';
import type { ScoredProject } from './scored-project.ts';
import { visibleText } from './visible-text.ts';

const NAME_WIDTH = 17;

/** A score for people: the number, then each part with its arithmetic. */
export function prettyScore(scored: ScoredProject, paint: Paint): string {
  const { report, policy, folder } = scored;
  const headline = report.score === null ? 'no score' : `${report.score}/100  ${report.grade ?? ''}`;
  const lines = [
    `${paint.bold(headline)}  ${visibleText(folder)}`,
    '',
    ...report.parts.flatMap((part) => partLines(part)),
    '',
    ...(policy === undefined
      ? []
      : [`policy  ${visibleText(policy.file)} is valid, hash ${policy.hash.slice(0, 12)}`]),
    `badge   ${badgeUrl(report)}`,
  ];
  return `${lines.join('\n')}\n`;
}

function partLines(part: ScorePart): string[] {
  const name = part.name.padEnd(NAME_WIDTH);
  if (!part.judged) return [`${name}not judged (${part.of} points): ${part.why}`];
  if (part.name !== 'coverage') {
    return [
      `${name}${part.points} of ${part.of}`,
      ...part.rows.map(({ claim, of, points }) => `${' '.repeat(NAME_WIDTH)}${points} of ${of}: ${claim}`),
    ];
  }
  const governed = sum(part.rows, (row) => row.weight * row.governed);
  const all = sum(part.rows, (row) => row.weight * row.calls);
  return [
    `${name}${part.points} of ${part.of}: ${part.of} x ${governed}/${all} by weight, rounded down`,
    ...part.rows.map((row) => `${' '.repeat(NAME_WIDTH)}${rowText(row)}`),
  ];
}

function rowText({ risk, weight, calls, governed }: CoverageRow): string {
  return `${risk.padEnd(9)}weight ${weight}: ${governed} of ${calls} ${calls === 1 ? 'call' : 'calls'} governed`;
}

function sum(rows: readonly CoverageRow[], of: (row: CoverageRow) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}
