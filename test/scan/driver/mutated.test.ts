import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedCatalog } from '../resolve/project-in-folder.ts';
import { scanTexts } from './scanning.ts';

const CASES = join(import.meta.dirname, '../../../fixtures/scan');
const SOURCES = readdirSync(CASES, { recursive: true })
  .map(String)
  .filter((file) => /\.(?:py|[cm]?[jt]sx?)$/.test(file))
  .sort();
const catalog = shippedCatalog();

const SIGNS = [
  '(',
  ')',
  '[',
  '{',
  '}',
  '"',
  "'",
  '`',
  '${',
  '/*',
  '//',
  '#',
  '<',
  'f"{',
  '@',
  '\\',
  ':',
  ';',
];
const WORDS = ['=>', 'new ', 'not ', 'lambda: ', 'async ', 'x if y else ', '"""', '\0', '\uFEFF', '\uD800'];

type Edit = (text: string) => string;

/** Two places in a text, the second at most 400 characters after the first. */
const piece = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(400));
const sign = fc.constantFrom(...SIGNS, ...WORDS);

/** What editors, merges and broken disks do to a text. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  piece.map(([at, length]): Edit => around(at, length, () => '')),
  piece.map(([at, length]): Edit => around(at, length, (inner) => inner + inner)),
  piece.map(([at, length]): Edit => around(at, length, (inner) => [...inner].reverse().join(''))),
  piece.map(([at, length]): Edit => around(at, length, (inner) => inner.replaceAll('\n', ' '))),
  piece.map(
    ([at]): Edit =>
      (text) =>
        text.slice(0, Math.floor(at * text.length)),
  ),
  fc.tuple(piece, sign).map(([[at], added]): Edit => around(at, 0, () => added)),
  fc
    .tuple(piece, sign, fc.integer({ min: 500, max: 20_000 }))
    .map(([[at], added, times]): Edit => around(at, 0, () => added.repeat(times))),
);

/** Ten files of the fixtures in one project, each edited up to four times. */
const project = fc.array(
  fc.tuple(fc.constantFrom(...SOURCES), fc.array(edit, { minLength: 1, maxLength: 4 })),
  {
    minLength: 10,
    maxLength: 10,
  },
);

describe('source files that something has happened to', () => {
  it('are read, read in part or skipped, and what is found lies in them', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(project, async (files) => {
        const texts = Object.fromEntries(files.map(([file, edits]) => [file, mutated(file, edits)]));
        const { files: counts, findings } = await scanTexts(texts, { catalog });
        expect(counts.read + counts.partlyRead.length + counts.skipped.length).toBe(counts.considered);
        for (const { span } of findings) {
          const { length } = texts[span.file] ?? '';
          expect(span.start.offset).toBeLessThan(span.end.offset);
          expect(span.end.offset).toBeLessThanOrEqual(length);
        }
      }),
      { seed: 20_261_125, numRuns: 40, endOnFailure: true },
    );
  });
});

function mutated(file: string, edits: readonly Edit[]): string {
  return edits.reduce((text, change) => change(text), readFileSync(join(CASES, file), 'utf8'));
}

function around(at: number, length: number, change: Edit): Edit {
  return (text) => {
    const from = Math.floor(at * text.length);
    return text.slice(0, from) + change(text.slice(from, from + length)) + text.slice(from + length);
  };
}
