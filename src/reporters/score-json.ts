import type { Json } from '../base/index.ts';
import { badgeUrl, type ScorePart } from '../score/index.ts';
import { jsonText } from './diagnostics-json.ts';
import type { ScoredProject } from './scored-project.ts';

/** A score as JSON, as in specs/cli/score.schema.json. */
export function jsonScore({ folder, policy, report }: ScoredProject): string {
  return jsonText({
    schemaVersion: 1,
    folder,
    ...(policy === undefined ? {} : { policy: { file: policy.file, hash: policy.hash } }),
    score: report.score,
    grade: report.grade,
    parts: report.parts.map(partJson),
    badgeUrl: badgeUrl(report),
  });
}

function partJson(part: ScorePart): Json {
  const { name, of } = part;
  if (!part.judged) return { name, of, isJudged: false, points: 0, why: part.why };
  return { name, of, isJudged: true, points: part.points, rows: rowsJson(part) };
}

function rowsJson(part: Extract<ScorePart, { readonly judged: true }>): Json {
  if (part.name === 'coverage')
    return part.rows.map(({ risk, weight, calls, governed }) => ({ risk, weight, calls, governed }));
  return part.rows.map(({ claim, of, points }) => ({ claim, of, points }));
}
