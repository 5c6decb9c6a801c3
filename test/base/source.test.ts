import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSource, lineText, positionAt, spanAt } from '../../src/base/index.ts';

describe('positions in a text', () => {
  const source = createSource('policy.yaml', 'version: "1"\r\n\trules: 🍏x\n\nend');

  it('count lines from 1 and columns in code points, over CRLF, tabs and astral characters', () => {
    expect(positionAt(source, 0)).toEqual({ line: 1, column: 1, offset: 0 });
    expect(positionAt(source, source.text.indexOf('rules'))).toMatchObject({ line: 2, column: 2 });
    expect(positionAt(source, source.text.indexOf('x'))).toMatchObject({ line: 2, column: 10 });
    expect(positionAt(source, source.text.length)).toMatchObject({ line: 4, column: 4 });
  });

  it('are clamped to the text', () => {
    expect(positionAt(source, -5).offset).toBe(0);
    expect(positionAt(source, 1e9).offset).toBe(source.text.length);
    expect(spanAt(source, 5, 2)).toMatchObject({ start: { offset: 5 }, end: { offset: 5 } });
  });

  it('agree with an obvious count on any text', () => {
    const text = fc
      .array(fc.constantFrom('a', '\t', '\n', '\r\n', '🍏', 'é'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.nat(40), (content, at) => {
        const offset = Math.min(at, content.length);
        const before = content.slice(0, offset).split('\n');
        const { line, column } = positionAt(createSource('f', content), offset);
        expect(line).toBe(before.length);
        expect(column).toBe(Array.from(before.at(-1) ?? '').length + 1);
      }),
    );
  });

  it('agree with an obvious count far into a long line, also between the halves of a character', () => {
    const content = `# a comment\n${'aé🍏'.repeat(2000)}\ud83c`;
    const long = createSource('policy.json', content);
    const start = content.indexOf('\n') + 1;
    for (const at of [start + 1023, start + 1024, start + 1025, 4095, 4096, 4097, 5003, content.length]) {
      expect(positionAt(long, at).column).toBe(Array.from(content.slice(start, at)).length + 1);
    }
  });

  it('give the text of a line without its end', () => {
    expect([1, 2, 3, 4, 5].map((line) => lineText(source, line))).toEqual([
      'version: "1"',
      '\trules: 🍏x',
      '',
      'end',
      undefined,
    ]);
  });
});
