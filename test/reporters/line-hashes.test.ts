import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineHashes } from '../../src/reporters/line-hashes.ts';

/** As the algorithm is told: of each line the 100 characters from its start on, as a number modulo 2^64. */
function reference(text: string): ReadonlyMap<number, string> {
  const normal = text.replace(/\r\n?/g, '\n');
  const counts = new Map<string, number>();
  const hashes = new Map<number, string>();
  normal.split('\n').forEach((_, index, lines) => {
    const rest = `${lines.slice(index).join('\n').replace(/[ \t]/g, '')}\uFFFF`;
    let hash = 0n;
    for (let at = 0; at < 100; at += 1) {
      hash = BigInt.asUintN(64, hash * 37n + BigInt(at < rest.length ? rest.charCodeAt(at) : 0));
    }
    const digits = hash.toString(16);
    counts.set(digits, (counts.get(digits) ?? 0) + 1);
    hashes.set(index + 1, `${digits}:${counts.get(digits)!}`);
  });
  return hashes;
}

describe('line hashes', () => {
  it('are those that code scanning computes', () => {
    expect([...lineHashes('')]).toEqual([[1, 'c129715d7a2bc9a3:1']]);
    expect([...lineHashes(' a\nb\n  \t\tc\n d').values()]).toEqual([
      '271789c17abda88f:1',
      '54703d4cd895b18:1',
      '180aee12dab6264:1',
      'a23a3dc5e078b07b:1',
    ]);
  });

  it('are those of the slow reference, for any text', () => {
    const piece = fc.oneof(
      fc.constantFrom('\n', '\r\n', '\r', ' ', '\t', 'a', '🙂', 'x'.repeat(40)),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        // A space between the two halves of a line end is dropped, and so is the second half.
        const text = pieces.join('').replace(/\r[ \t]+\n/g, '\n');
        expect([...lineHashes(text)]).toEqual([...reference(text)]);
      }),
    );
  });

  it('stay when lines are added above', () => {
    const text = 'import openai\n\nopenai.create()\n';
    const moved = lineHashes(`# new\n${text}`);
    expect(moved.get(4)).toBe(lineHashes(text).get(3));
  });
});
