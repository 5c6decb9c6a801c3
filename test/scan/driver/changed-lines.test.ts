import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTouched, parseChangedLines } from '../../../src/scan/changed-lines.ts';

describe('changed lines', () => {
  it('are read per file from a diff without context', () => {
    const diff = [
      'diff --git a/desk/reply.py b/desk/reply.py',
      'index 1..2 100644',
      '--- a/desk/reply.py',
      '+++ b/desk/reply.py',
      '@@ -3 +3,2 @@ def reply():',
      '--- a/looks like a header',
      '+++ b/looks like a header',
      '+@@ -1 +1 @@',
      '@@ -10,2 +10,0 @@',
      '-gone',
      '-gone',
      '\\ No newline at end of file',
      'diff --git "a/sp\\303\\244t \\"x\\".py" "b/sp\\303\\244t \\"x\\".py"',
      '--- /dev/null',
      '+++ "b/sp\\303\\244t \\"x\\".py"',
      '@@ -0,0 +1,4 @@',
      ...Array<string>(4).fill('+new'),
      'diff --git a/with space.py b/with space.py',
      '--- a/with space.py\t',
      '+++ b/with space.py\t',
      '@@ -1 +1 @@',
      '-old',
      '+new',
      'diff --git a/gone.py b/gone.py',
      '--- a/gone.py',
      '+++ /dev/null',
      '@@ -1,9 +0,0 @@',
    ].join('\n');
    expect(Object.fromEntries(parseChangedLines(diff))).toEqual({
      'desk/reply.py': [
        { first: 3, last: 4 },
        { first: 11, last: 10 },
      ],
      'spät "x".py': [{ first: 1, last: 4 }],
      'with space.py': [{ first: 1, last: 1 }],
    });
  });

  it('touch a stretch that has one of them, or that lines went away from the middle of', () => {
    const line = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(line, fc.integer({ min: 0, max: 3 }), line, fc.nat(5), (at, added, first, more) => {
        const last = first + more;
        const range = added === 0 ? { first: at + 1, last: at } : { first: at, last: at + added - 1 };
        const lines = Array.from({ length: more + 1 }, (_, index) => first + index);
        const isExpected =
          added === 0
            ? lines.includes(at) && lines.includes(at + 1)
            : lines.some((each) => each >= at && each < at + added);
        expect(isTouched([range], first, last)).toBe(isExpected);
      }),
    );
  });
});
