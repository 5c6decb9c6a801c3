import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatted, problemsOf } from './loading.ts';

const crm = readFileSync(new URL('../../templates/policies/crm-agent.yaml', import.meta.url));

describe('no input throws', () => {
  test('random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), isToldApart), { numRuns: 1000 });
  });

  test('random text of YAML syntax', () => {
    const piece = fc.constantFrom(
      ...[
        '- ',
        ': ',
        '? ',
        '[',
        ']',
        '{',
        '}',
        ', ',
        '"',
        "'",
        '|',
        '>',
        '*a',
        '&a ',
        '!t ',
        '%YAML 1.1',
        '---',
        '...',
      ],
      ...[
        '\n',
        '\n  ',
        '\r\n',
        '\t',
        '#',
        '<<',
        '~',
        '.inf',
        '0x',
        'version',
        'rules',
        'policy',
        '1',
        'é',
        '\u{1f600}',
        '\\',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) =>
        isToldApart(new TextEncoder().encode(pieces.join(''))),
      ),
      { numRuns: 3000 },
    );
  });

  test('a valid policy with bytes changed, cut, doubled or inserted', () => {
    const edit = fc.record({
      at: fc.nat({ max: crm.length }),
      cut: fc.integer({ min: 0, max: 30 }),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 4 }),
        fc
          .constantFrom('{', '[', '- ', ': ', '"', '*', '&x ', '\n', '\t', 'null', '<<: ')
          .map((text) => new TextEncoder().encode(text)),
      ),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let bytes: Uint8Array = crm;
        for (const { at, cut, put } of edits)
          bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]);
        isToldApart(bytes);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hostile files are refused quickly', () => {
  const many = (text: string, times = 4_000_000 / text.length): string => text.repeat(times);
  test.each([
    ['10 MB', 'x'.repeat(10_000_000), 'AEG1040'],
    ['open brackets', many('['), 'AEG1043'],
    ['nested list marks', many('- '), 'AEG1043'],
    ['nested key marks', many('? '), 'AEG1043'],
    ['nested maps', many('{a: '), 'AEG1043'],
    ['commas', `[${many(',')}`, 'AEG1056'],
    ['line ends', many('\n'), 'AEG1056'],
    ['comments', many('#\n'), 'AEG1056'],
    ['empty values', many('a:\n'), 'AEG1056'],
    ['aliases', many('- *a\n'), 'AEG1056'],
  ])('%s', (_name, text, code) => {
    expect(problemsOf(text).map((problem) => problem.code)).toContain(code);
  });
});

describe('large files that are well are read', () => {
  test('a policy of 2 MB loads', () => {
    const rule = (index: number): string =>
      `  - name: tool_${index}\n    description: ${'a tool of the warehouse '.repeat(3)}\n    match: { type: "tool_${index}_*" }\n    approval: block\n`;
    const text = `version: "1"\nrules:\n${Array.from({ length: 14_000 }, (_, index) => rule(index)).join('')}`;
    expect(text.length).toBeGreaterThan(2_000_000);
    expect(problemsOf(text)).toEqual([]);
  });

  test('ten thousand comments are formatted in proportionate time', () => {
    const rule = (index: number): string =>
      `  # about ${index}\n  - name: r${index} # name\n    approval: block\n`;
    const text = `version: "1"\nrules:\n${Array.from({ length: 5_000 }, (_, index) => rule(index)).join('\n')}`;
    expect(formatted(text)).toBe(text);
  });
});

/** Every problem is complete: a code, a message in house style, a place in the file. */
function isToldApart(bytes: Uint8Array): void {
  for (const { code, message, span } of problemsOf(bytes)) {
    expect(code).toMatch(/^AEG1\d{3}$/);
    expect(message).toMatch(/^[^A-Z].*[^.]$/s);
    expect(span).toBeDefined();
    expect(span!.start.offset).toBeLessThanOrEqual(span!.end.offset);
  }
}
