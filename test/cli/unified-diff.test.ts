import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../src/cli/unified-diff.ts';

const text = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 }), fc.boolean())
  .map(([lines, hasEnd]) => lines.join('\n') + (hasEnd ? '\n' : ''));

test('what a diff says, done to the old text, gives the new one', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(patch(before, unifiedDiff(before, after, ['x', 'x']))).toBe(after);
    }),
    { numRuns: 500 },
  );
});

test('many changes are one', () => {
  const before = Array.from({ length: 3_000 }, (_, index) => `old ${index}\n`).join('');
  const after = before.replaceAll('old', 'new');
  expect(patch(before, unifiedDiff(before, after, ['x', 'x']))).toBe(after);
});

/** Applies a diff the slow and obvious way. */
function patch(before: string, diff: string): string {
  if (diff === '') return before;
  const old = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const lines = diff.split('\n').slice(2, -1);
  const result: string[] = [];
  let at = 0;
  for (const [index, line] of lines.entries()) {
    const end = lines[index + 1]?.startsWith('\\') === true ? '' : '\n';
    const hunk = /^@@ -(\d+),(\d+) \+\d+,\d+ @@$/.exec(line);
    if (hunk !== null) {
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      result.push(...old.slice(at, start));
      at = start;
    } else if (line.startsWith('+')) result.push(line.slice(1) + end);
    else if (!line.startsWith('\\')) {
      expect(old[at]).toBe(line.slice(1) + end);
      if (line.startsWith(' ')) result.push(line.slice(1) + end);
      at += 1;
    }
  }
  return [...result, ...old.slice(at)].join('');
}
