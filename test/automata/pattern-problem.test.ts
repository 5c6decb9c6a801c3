import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlobSet, compileRegex, parseGlob, parseRegex } from '../../src/automata/index.ts';

const anyPattern = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      '1',
      '\\',
      '[',
      ']',
      '{',
      '}',
      '(',
      ')',
      '?',
      '*',
      '+',
      '-',
      '^',
      '$',
      '|',
      ',',
      ':',
      '<',
      '!',
      'p',
      'x',
      'i',
      'é',
    ),
    maxLength: 20,
  }),
);

describe('a pattern', () => {
  it('is a glob that can be used, or is refused at a place within it and with a remedy', () => {
    fc.assert(
      fc.property(anyPattern, (text) => {
        const parsed = parseGlob(text);
        if (parsed.ok) compileGlobSet([parsed.value]).classOf('a1');
        else expectPlace(parsed.error, text);
      }),
      { numRuns: 3000 },
    );
  });

  it('is a regular expression that can be used, or is refused at a place within it and with a remedy', () => {
    fc.assert(
      fc.property(anyPattern, (text) => {
        const parsed = parseRegex(text);
        if (parsed.ok) compileRegex(parsed.value).test('a1');
        else expectPlace(parsed.error, text);
      }),
      { numRuns: 3000 },
    );
  });
});

function expectPlace(
  problem: { start: number; end: number; message: string; help?: string },
  text: string,
): void {
  expect(problem.start).toBeGreaterThanOrEqual(0);
  expect(problem.end).toBeGreaterThanOrEqual(problem.start);
  expect(problem.end).toBeLessThanOrEqual(text.length);
  expect(problem.message).toMatch(/^[^A-Z].*[^.]$/s);
  expect(problem.help).toBeTruthy();
}
