import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findSinks, type Sink } from '../../../src/scan/resolve/index.ts';
import { projectInFolder, shippedCatalog } from './project-in-folder.ts';

const CASES = fileURLToPath(new URL('../../../fixtures/scan/cases/', import.meta.url));
const catalog = shippedCatalog();

describe('the cases that must work', () => {
  for (const name of readdirSync(CASES).sort()) {
    const folder = join(CASES, name);
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
      readonly case: string;
      readonly sinks: readonly string[];
    };
    it(`${name}: ${expected.case}`, async () => {
      const project = await projectInFolder(folder, catalog);
      const found = findSinks(project, catalog).map((sink) => shown(sink, project.texts));
      expect(found).toEqual(expected.sinks);
    });
  }
});

describe('the table of cases in docs/scan.md', () => {
  it('has every fixture, with its case and the languages it is written in', () => {
    const page = readFileSync(fileURLToPath(new URL('../../../docs/scan.md', import.meta.url)), 'utf8');
    const told = [...page.matchAll(/^\| `([\w-]+)` +\| (.+?) +\| (both|TypeScript|Python) +\|$/gm)];
    expect(told.map(([, name, text, languages]) => [name, text, languages])).toEqual(
      readdirSync(CASES)
        .sort()
        .map((name) => [name, caseOf(name), languagesOf(name)]),
    );
  });
});

function caseOf(name: string): string {
  return (JSON.parse(readFileSync(join(CASES, name, 'expected.json'), 'utf8')) as { case: string }).case;
}

function languagesOf(name: string): string {
  const files = readdirSync(join(CASES, name), { recursive: true }).map(String);
  const python = files.some((file) => file.endsWith('.py'));
  const typescript = files.some((file) => /\.[cm]?[jt]sx?$/.test(file));
  return python && typescript ? 'both' : python ? 'Python' : 'TypeScript';
}

function shown(
  { file, call, sdk, confidence, governance }: Sink,
  texts: ReadonlyMap<string, string>,
): string {
  const line = (offset: number): number => (texts.get(file) ?? '').slice(0, offset).split('\n').length;
  const [first, last] = [line(call.start), line(call.end)];
  const lines = first === last ? `${first}` : `${first}-${last}`;
  const sure = confidence === 'resolved' ? '' : ` (${confidence})`;
  const governed =
    governance.state !== 'ungoverned'
      ? `, ${governance.state} by ${governance.by}`
      : governance.ineffective === undefined
        ? ''
        : `, despite ${governance.ineffective.by}`;
  return `${file}:${lines} ${sdk}${sure}${governed}`;
}
