import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSource, spanAt, type Diagnostic, type Source } from '../../src/base/index.ts';
import { codeFrame, PLAIN, prettyDiagnostics, textWidth, visibleText } from '../../src/reporters/index.ts';

const plainFrame = (source: Source, start: number, end: number, width?: number): readonly string[] =>
  codeFrame(source, spanAt(source, start, end), {
    paint: PLAIN,
    accent: (text) => text,
    ...(width === undefined ? {} : { width }),
  });

function frameOf(text: string, marked: string, width?: number): readonly string[] {
  const start = text.indexOf(marked);
  return plainFrame(createSource('policy.yaml', text), start, start + marked.length, width);
}

describe('a code frame', () => {
  test('underlines the span below its line', () => {
    expect(frameOf('rules:\n  - aproval: block\n', 'aproval')).toEqual([
      '   |',
      ' 2 |   - aproval: block',
      '   |     ^^^^^^^',
    ]);
  });

  test('counts East Asian letters and emoji as two cells and combining marks as none', () => {
    expect(frameOf('name: 削除 aproval', 'aproval').slice(1)).toEqual([
      ' 1 | name: 削除 aproval',
      '   |            ^^^^^^^',
    ]);
    expect(frameOf('🔥 e\u0301 aproval', 'aproval')[2]).toBe('   |      ^^^^^^^');
    expect(frameOf('name: 削除', '削除')[2]).toBe('   |       ^^^^');
  });

  test('shows tabs as spaces on both lines', () => {
    expect(frameOf('\taproval: x', 'aproval').slice(1)).toEqual([' 1 |     aproval: x', '   |     ^^^^^^^']);
  });

  test('leaves the line end of CRLF out', () => {
    expect(frameOf('a: 1\r\nb: 2\r\n', 'b').slice(1)).toEqual([' 2 | b: 2', '   | ^']);
  });

  test('marks an empty span, also at the end of the text', () => {
    expect(plainFrame(createSource('policy.yaml', 'version: '), 9, 9)[2]).toBe('   |          ^');
    expect(plainFrame(createSource('policy.yaml', ''), 0, 0)[2]).toBe('   | ^');
  });

  test('underlines a span of several lines to the end of the first and says where it ends', () => {
    const text = 'match:\n  type: x\n';
    expect(plainFrame(createSource('policy.yaml', text), 0, 12)[2]).toBe('   | ^^^^^^ (to line 2)');
  });

  test('makes control characters and reversing marks visible', () => {
    const frame = frameOf('reason: \u001B[2J\u202Etxt', 'txt').join('\n');
    expect(frame).not.toContain('\u001B');
    expect(frame).not.toContain('\u202E');
    expect(frame).toContain('␛[2J<U+202E>txt');
  });

  test('cuts a long line around the span', () => {
    const text = `${'x'.repeat(5_000)} aproval ${'y'.repeat(5_000)}`;
    const [, line = '', underline = ''] = frameOf(text, 'aproval', 60);
    expect(line).toMatch(/^ 1 \| …x+ aproval y+…$/);
    expect(textWidth(line)).toBeLessThanOrEqual(60 + 6);
    expect(line.slice(underline.indexOf('^'), underline.lastIndexOf('^') + 1)).toBe('aproval');
  });

  test('a line of ten megabytes costs no more than a short one', () => {
    const source = createSource('policy.yaml', 'x'.repeat(10_000_000));
    expect(plainFrame(source, 5_000_000, 5_000_004).join('\n').length).toBeLessThan(400);
  });

  test('law: the underline stands exactly below the marked text and the line keeps to its width', () => {
    const letters = fc.constantFrom('a', ' ', '\t', '削', 'é', '\u0301', '🔥', '\u001B', '\u200B', ':');
    fc.assert(
      fc.property(
        fc.string({ unit: letters, maxLength: 80 }),
        fc.string({ unit: fc.constantFrom('M', '削', '\t'), minLength: 1, maxLength: 30 }),
        fc.string({ unit: letters, maxLength: 80 }),
        fc.integer({ min: 40, max: 120 }),
        (before, marked, after, width) => {
          const source = createSource('policy.yaml', before + marked + after);
          const [, line = '', underline = ''] = plainFrame(
            source,
            before.length,
            before.length + marked.length,
            width,
          );
          const at = underline.indexOf('^');
          const cells = cellsOf(line)
            .slice(at, underline.lastIndexOf('^') + 1)
            .join('');
          const shown = visibleText(marked);
          // Trailing blanks are not printed, and a span wider than the line is cut.
          expect(`${shown} `.startsWith(cells.trimEnd()) || cells.trimEnd() === shown.trimEnd()).toBe(true);
          expect(textWidth(line)).toBeLessThanOrEqual(width + 6);
        },
      ),
    );
  });
});

/** The characters of a line by the cells they stand in; the second cell of a wide one is empty. */
function cellsOf(line: string): string[] {
  return Array.from(line).flatMap((character) => {
    const width = textWidth(character);
    return width === 0 ? [] : width === 1 ? [character] : [character, ''];
  });
}

describe('the pretty form of a diagnostic', () => {
  const text = 'version: "1"\nrules:\n  - name: a\n    aproval: block\n  - name: a\n';
  const source = createSource('policy.yaml', text);
  const spanOf = (part: string, from = 0) => {
    const start = text.indexOf(part, from);
    return spanAt(source, start, start + part.length);
  };
  const look = { paint: PLAIN, sources: [source] };

  test('has severity, code, message, place, frame, help and where more is said', () => {
    const diagnostic: Diagnostic = {
      code: 'AEG1004',
      severity: 'error',
      message: 'unknown key `aproval` in a rule',
      span: spanOf('aproval'),
      label: 'did you mean `approval`?',
      help: 'a rule without `approval` asks a human (`approve`)',
    };
    expect(prettyDiagnostics([diagnostic], look)).toBe(
      [
        'error[AEG1004]: unknown key `aproval` in a rule',
        '  --> policy.yaml:4:5',
        '   |',
        ' 4 |     aproval: block',
        '   |     ^^^^^^^ did you mean `approval`?',
        '   = help: a rule without `approval` asks a human (`approve`)',
        '   = explain: aegis explain AEG1004',
        '',
      ].join('\n'),
    );
  });

  test('shows related places with a mark of their own', () => {
    const diagnostic: Diagnostic = {
      code: 'AEG1005',
      severity: 'error',
      message: 'two rules are named `a`',
      span: spanOf('name: a', text.indexOf('aproval')),
      related: [{ message: 'the first one', span: spanOf('name: a') }],
    };
    const shown = prettyDiagnostics([diagnostic], look);
    expect(shown).toContain('  ::: policy.yaml:3:5\n');
    expect(shown).toContain('   |     ------- the first one\n');
  });

  test('names the place where the text is not at hand, and the label with it', () => {
    const span = spanAt(createSource('other.yaml', 'x'), 0, 1);
    const shown = prettyDiagnostics(
      [{ code: 'AEG1004', severity: 'warning', message: 'm', span, label: 'l' }],
      look,
    );
    expect(shown).toBe('warning[AEG1004]: m\n  --> other.yaml:1:1 l\n   = explain: aegis explain AEG1004\n');
  });

  test('is nothing for no diagnostics and separates several by an empty line', () => {
    expect(prettyDiagnostics([], look)).toBe('');
    const one: Diagnostic = { code: 'AEG1004', severity: 'info', message: 'm' };
    expect(prettyDiagnostics([one, one], look)).toBe(
      `${prettyDiagnostics([one], look)}\n${prettyDiagnostics([one], look)}`,
    );
  });
});
