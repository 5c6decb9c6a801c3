import { err, ok, type Diagnostic, type Json, type Result } from '../base/index.ts';
import { SCORE_CODES } from './score-codes.ts';
import type { PartName, ScoreReport } from './score-report.ts';

/** A score as it once was: its number and the points of its parts. Its form is specs/score-baseline.schema.json. */
export interface SavedScore {
  readonly score: number | null;
  readonly parts: readonly { readonly name: PartName; readonly points: number }[];
}

/** What fell: the score as a whole or a part of it. */
export interface Fall {
  readonly what: 'score' | PartName;
  readonly from: number;
  readonly to: number;
}

/** The text of the file that keeps a score. */
export function savedScoreText({ score, parts }: ScoreReport): string {
  const points = parts.map((part) => ({ name: part.name, points: part.judged ? part.points : 0 }));
  return `${JSON.stringify({ schemaVersion: 1, score, parts: points }, null, 2)}\n`;
}

/** Everything that is lower than it was. A part that is no longer judged has fallen to nothing. */
export function falls(report: ScoreReport, saved: SavedScore): readonly Fall[] {
  const pointsNow = new Map(report.parts.map((part) => [part.name, part.judged ? part.points : 0]));
  const compared: readonly Fall[] = [
    { what: 'score', from: saved.score ?? 0, to: report.score ?? 0 },
    ...saved.parts.map(({ name, points }) => ({ what: name, from: points, to: pointsNow.get(name) ?? 0 })),
  ];
  return compared.filter(({ from, to }) => to < from);
}

/** Reads a saved score; `file` is how it is named to the user. */
export function readSavedScore(file: string, text: string): Result<SavedScore, Diagnostic> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err(unusable(`the saved score \`${file}\` is not JSON`));
  }
  if (isSavedScore(json)) return ok({ score: json.score, parts: json.parts });
  return err(
    unusable(`\`${file}\` is not a saved score: it needs \`schemaVersion\` 1, \`score\` and \`parts\``),
  );
}

function unusable(message: string): Diagnostic {
  return {
    code: 'AEG8002',
    severity: SCORE_CODES.AEG8002.severity,
    message,
    help: 'write it with `aegis score --save-baseline <file>`',
  };
}

const NAMES: readonly PartName[] = ['coverage', 'policy strength', 'evidence'];

/** The JSON Schema (draft 2020-12) of a saved score, published as specs/score-baseline.schema.json. */
export function savedScoreSchema(): Json {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Aegis score baseline',
    description: 'A score to compare with, written by `aegis score --save-baseline`.',
    type: 'object',
    additionalProperties: false,
    required: ['schemaVersion', 'score', 'parts'],
    properties: {
      schemaVersion: { const: 1 },
      score: {
        type: ['integer', 'null'],
        minimum: 0,
        maximum: 100,
        description: 'null when there was no AI call outside tests.',
      },
      parts: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'points'],
          properties: {
            name: { enum: [...NAMES] },
            points: { type: 'integer', minimum: 0, maximum: 100, description: '0 when it was not judged.' },
          },
        },
      },
    },
  };
}

function isSavedScore(json: unknown): json is SavedScore {
  if (!isMap(json, ['schemaVersion', 'score', 'parts']) || json['schemaVersion'] !== 1) return false;
  const { score, parts } = json;
  return (score === null || isPoints(score)) && Array.isArray(parts) && parts.every(isPart);
}

function isPart(part: unknown): boolean {
  return (
    isMap(part, ['name', 'points']) && NAMES.some((name) => name === part['name']) && isPoints(part['points'])
  );
}

function isPoints(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100;
}

function isMap(value: unknown, keys: readonly string[]): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const own = Object.keys(value);
  return own.length === keys.length && own.every((key) => keys.includes(key));
}
