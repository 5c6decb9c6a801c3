import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  badgeSvg,
  falls,
  readSavedScore,
  savedScoreSchema,
  savedScoreText,
  type PartName,
  type ScorePart,
  type ScoreReport,
} from '../../src/score/index.ts';

const accepts = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(savedScoreSchema() as object);

function judged(name: PartName, of: number, points: number): ScorePart {
  return name === 'coverage'
    ? { name, of, judged: true, points, rows: [] }
    : { name, of, judged: true, points, rows: [] };
}

function part(name: PartName, of: number): fc.Arbitrary<ScorePart> {
  return fc.oneof(
    fc.nat(of).map((points) => judged(name, of, points)),
    fc.constant<ScorePart>({ name, of, judged: false, why: 'there is no log' }),
  );
}

const report: fc.Arbitrary<ScoreReport> = fc
  .tuple(part('coverage', 45), part('policy strength', 35), part('evidence', 20))
  .map((parts): ScoreReport => {
    const score = parts.reduce((sum, each) => sum + (each.judged ? each.points : 0), 0);
    return parts[0].judged ? { score, grade: 'F', parts } : { score: null, grade: null, parts };
  });

function saved(text: string) {
  const read = readSavedScore('score.json', text);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

describe('a saved score', () => {
  it('has a published schema, which it keeps', () => {
    const published = JSON.parse(readFileSync('specs/score-baseline.schema.json', 'utf8')) as unknown;
    expect(published).toEqual(savedScoreSchema());
    fc.assert(
      fc.property(report, (each) => {
        expect(accepts(JSON.parse(savedScoreText(each)))).toBe(true);
      }),
    );
  });

  it('has not fallen against itself', () => {
    fc.assert(
      fc.property(report, (each) => {
        expect(falls(each, saved(savedScoreText(each)))).toEqual([]);
      }),
    );
  });

  it('falls exactly where a number is lower, also when the score as a whole rises', () => {
    fc.assert(
      fc.property(report, report, (before, now) => {
        const points = (each: ScorePart): number => (each.judged ? each.points : 0);
        const expected = [
          ...((now.score ?? 0) < (before.score ?? 0) ? ['score'] : []),
          ...now.parts.flatMap((each, index) =>
            points(each) < points(before.parts[index]!) ? [each.name] : [],
          ),
        ];
        expect(falls(now, saved(savedScoreText(before))).map(({ what }) => what)).toEqual(expected);
      }),
    );
  });

  it.each([
    'score: 5',
    'null',
    '[]',
    '{"schemaVersion": 2, "score": 1, "parts": []}',
    '{"schemaVersion": 1, "score": "1", "parts": []}',
    '{"schemaVersion": 1, "score": 101, "parts": []}',
    '{"schemaVersion": 1, "score": 1, "parts": [{"name": "luck", "points": 1}]}',
    '{"schemaVersion": 1, "score": 1, "parts": [], "grade": "A"}',
  ])('%s is none, for the reader and the schema', (text) => {
    expect(readSavedScore('score.json', text).ok).toBe(false);
    if (!text.startsWith('score')) expect(accepts(JSON.parse(text))).toBe(false);
  });
});

describe('the badge as an image', () => {
  const of = (score: number | null): string => badgeSvg({ score, grade: null, parts: [] });

  it('says in words what it shows, and asks nobody for anything', () => {
    expect(of(87)).toContain('<title>Aegis score: 87/100 A</title>');
    expect(of(87)).toContain('role="img" aria-label="Aegis score: 87/100 A"');
    expect(of(null)).toContain('<title>Aegis score: no AI calls to judge</title>');
    for (const svg of [of(87), of(null)]) {
      expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
        /https?:|href|<script|<style|@import/,
      );
    }
  });

  it('has letters that can be read on each colour (4.5 to 1 with white)', () => {
    for (const score of [100, 85, 75, 65, 55, 10, null]) {
      for (const [, colour] of of(score).matchAll(/<rect[^>]* fill="(#[0-9a-f]{3,6})"/g)) {
        expect(1.05 / (luminance(colour ?? '') + 0.05)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const hex = colour.length === 4 ? colour.replace(/[0-9a-f]/g, '$&$&') : colour;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
