import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAIN, compactScan, jsonScan, prettyScan } from '../../../src/reporters/index.ts';
import { ExcerptBuilder, offsetInFile } from '../../../src/scan/notebooks/excerpt.ts';
import { readLocatedJson, type LocatedJson } from '../../../src/scan/notebooks/located-json.ts';
import { plainPython } from '../../../src/scan/notebooks/plain-python.ts';
import { brief, scanTexts } from '../driver/scanning.ts';

const CLIENT = 'from openai import OpenAI\nclient = OpenAI()';
const CALL = 'answer = client.chat.completions.create(\n    model="gpt-5", messages=[])\nanswer';

/** A notebook as Jupyter writes it. */
function notebook(
  cells: readonly (readonly [kind: string, source: string])[],
  metadata: object = {},
): string {
  const written = cells.map(([kind, source]) => ({
    cell_type: kind,
    metadata: {},
    ...(kind === 'code' ? { execution_count: 1, outputs: [{ data: { 'text/plain': ['"\\u2713"'] } }] } : {}),
    source: source.split(/(?<=\n)/),
  }));
  return JSON.stringify({ cells: written, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1);
}

const desk = notebook([
  ['markdown', '# Answers\nfrom `client.chat.completions.create`'],
  ['code', CLIENT],
  ['code', `%time first = client\n${CALL}`],
]);

describe('a notebook', () => {
  it('is one module: a client of one cell is called in another', async () => {
    const outcome = await scanTexts({ 'answers.ipynb': desk });
    expect(outcome.findings).toMatchObject([
      { call: 'client.chat.completions.create', confidence: 'resolved', language: 'python' },
    ]);
    expect(outcome.files).toMatchObject({ considered: 1, read: 1, partlyRead: [] });
  });

  it('has its findings at their line of the file, and at their line of the cell', async () => {
    const { findings } = await scanTexts({ 'answers.ipynb': desk });
    const { span } = findings[0]!;
    const lines = desk.split('\n');
    expect(lines[span.start.line - 1]!.slice(span.start.column - 1)).toMatch(/^client\.chat/);
    expect(lines[span.end.line - 1]!.slice(0, span.end.column - 1)).toMatch(/messages=\[\]\)$/);
    expect(span.cell).toMatchObject({
      number: 3,
      start: { line: 2, column: 10 },
      end: { line: 3, column: 32 },
    });
  });

  it('shows the cell to people and the line of the file to editors', async () => {
    const outcome = await scanTexts({ 'answers.ipynb': desk });
    const { line } = outcome.findings[0]!.span.start;
    const pretty = prettyScan(outcome, { paint: PLAIN, sources: outcome.sources, showsTrace: true });
    expect(pretty).toContain(`--> answers.ipynb:${line}:15 (cell 3, line 2)`);
    expect(pretty).toContain(' 2 | answer = client.chat.completions.create(');
    expect(pretty).toContain('(cell 2, line 1)');
    expect(compactScan(outcome)).toMatch(new RegExp(`^answers\\.ipynb:${line}:15: warning AEG3001`));
    expect(jsonScan(outcome)).toContain('"number": 3');
  });

  it('imports the modules of the project', async () => {
    const outcome = await scanTexts({
      'desk/clients.py': CLIENT,
      'desk/answers.ipynb': notebook([['code', `from clients import client\n${CALL}`]]),
    });
    expect(brief(outcome)).toEqual(['desk/answers.ipynb:18 client.chat.completions.create ungoverned']);
  });

  it('may suppress a call', async () => {
    const text = notebook([['code', `${CLIENT}\n# aegis-ignore AEG3001: a demonstration\n${CALL}`]]);
    expect(brief(await scanTexts({ 'answers.ipynb': text }))[0]).toContain('suppressed');
  });

  it('with a mistake in its JSON is read up to there, and says so', async () => {
    const conflict = desk.replace('"nbformat"', '<<<<<<< HEAD\n"nbformat"');
    const outcome = await scanTexts({ 'answers.ipynb': conflict });
    expect(outcome.findings).toHaveLength(1);
    const line = conflict.slice(0, conflict.indexOf('<<<')).split('\n').length;
    expect(outcome.files.partlyRead).toEqual([
      { file: 'answers.ipynb', why: `not JSON from line ${line} on` },
    ]);
    expect(outcome.diagnostics).toMatchObject([{ code: 'AEG3005' }]);
  });

  it('in another language is passed over and counted', async () => {
    const julia = notebook([['code', CALL]], { language_info: { name: 'julia' } });
    const { findings, files } = await scanTexts({ 'answers.ipynb': julia });
    expect(findings).toEqual([]);
    expect(files).toMatchObject({ considered: 0, ignored: { 'notebook in another language': 1 } });
  });

  it.each([
    ['{"worksheets": [], "nbformat": 3}', 'a notebook of a format before 4'],
    ['[]', 'not a notebook'],
    ['import openai', 'not JSON from line 1 on'],
  ])('%s is not read: %s', async (text, why) => {
    const { files } = await scanTexts({ 'answers.ipynb': text });
    expect(files.skipped).toEqual([{ file: 'answers.ipynb', why }]);
  });

  it('may hold pictures far above the size limit, whose code is small', async () => {
    const large = desk.replace('"cells"', `"picture": "${'A'.repeat(50_000)}",\n "cells"`);
    const outcome = await scanTexts({ 'answers.ipynb': large }, { options: { maxFileSize: 10_000 } });
    expect(outcome.findings).toHaveLength(1);
  });

  it('takes no time when nested deeply', async () => {
    const deep = `{"cells": [{"cell_type": "code", "source": ${'['.repeat(100_000)}`;
    expect((await scanTexts({ 'answers.ipynb': deep })).files.partlyRead).toHaveLength(1);
  });
});

describe('code without what only IPython understands', () => {
  it.each([
    ['%matplotlib inline', '0'],
    ['%pip install openai', '0'],
    ['!pip install "openai', '0'],
    ['  !ls (', '  0'],
    ['files = !ls -l', 'files = 0'],
    ['env = %env HOME', 'env = 0'],
    ['%time answer = ask()', '0;    answer = ask()'],
    ['%timeit -n 10 ask()', '0;            ask()'],
    ['client?', '0'],
    ['?client.chat', '0'],
    ['%%time\nask()', '0\nask()'],
    ['%%bash\ncurl https://api.openai.com', ''],
    ['%%writefile ask.py\nimport openai', ''],
    ['left = (10\n  % right)', 'left = (10\n  % right)'],
    ['"""\n%s and !important\n"""', '"""\n%s and !important\n"""'],
    ['a = 1 \\\n  % b', 'a = 1 \\\n  % b'],
    ["!echo '(\nask()", '0\nask()'],
    ['"it\'s" != x', '"it\'s" != x'],
    ['x %= 3', 'x %= 3'],
    ['done = not ok  # why?', 'done = not ok  # why?'],
  ])('%j is %j', (cell, code) => {
    expect(
      plainPython(cell)
        .split('\n')
        .map((line) => line.trimEnd())
        .join('\n')
        .trimEnd(),
    ).toBe(code);
  });

  it('keeps every other character at its place', () => {
    const parts = fc.constantFrom(
      '%%bash',
      '%time ',
      '!ls',
      '"""',
      "'",
      '"',
      '\\',
      '(',
      ')',
      '\n',
      'x = ',
      '?',
      '#',
      'ask()',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.array(parts).map((all) => all.join('')),
        (cell) => {
          const code = plainPython(cell);
          expect(code).toHaveLength(cell.length);
          for (let at = 0; at < cell.length; at += 1) expect([cell[at], ' ', '0', ';']).toContain(code[at]);
          expect(code.split('\n')).toHaveLength(cell.split('\n').length);
        },
      ),
    );
  });
});

describe('located JSON', () => {
  it('is the value that JSON.parse gives, and every text stands where it says', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (json, space) => {
        const text = JSON.stringify(JSON.parse(json), null, space);
        const { root, brokenAt } = readLocatedJson(text);
        expect(brokenAt).toBeUndefined();
        compare(root, JSON.parse(text) as unknown, text);
      }),
    );
  });

  it('of a part of a text is broken, and never throws', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, at) => {
        fc.pre(/^[[{"]/.test(json));
        const cut = json.slice(0, at % json.length);
        expect(readLocatedJson(cut).brokenAt).toBeLessThanOrEqual(cut.length);
      }),
    );
  });

  it('maps each character of an excerpt to its place', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        const json = texts.map((text) => JSON.stringify(text)).join(',');
        const builder = new ExcerptBuilder(json);
        let from = 0;
        for (const text of texts) {
          const { length } = JSON.stringify(text);
          builder.addJsonText(from + 1, from + length - 1);
          from += length + 1;
        }
        const excerpt = builder.build();
        expect(excerpt.text).toBe(texts.join(''));
        const places = Array.from({ length: excerpt.text.length }, (_, at) => at);
        const strays = places.filter((at) => {
          const inFile = json[offsetInFile(excerpt, at)];
          return inFile !== excerpt.text[at] && inFile !== '\\';
        });
        expect(strays).toEqual([]);
      }),
    );
  });
});

function compare(located: LocatedJson, value: unknown, text: string): void {
  if (typeof value === 'string') {
    expect(located.kind).toBe('text');
    if (located.kind === 'text')
      expect(JSON.parse(text.slice(located.start - 1, located.end + 1))).toBe(value);
  } else if (Array.isArray(value)) {
    expect(located.kind).toBe('list');
    if (located.kind === 'list') value.forEach((item, index) => compare(located.items[index]!, item, text));
  } else if (typeof value === 'object' && value !== null) {
    expect(located.kind).toBe('map');
    if (located.kind !== 'map') return;
    for (const [key, item] of Object.entries(value)) {
      const written = JSON.stringify(key).slice(1, -1);
      compare(located.entries.get(written)!, item, text);
    }
  } else expect(located.kind).toBe('other');
}
