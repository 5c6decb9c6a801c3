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

function shown(
  { file, call, sdk, confidence, governance }: Sink,
  texts: ReadonlyMap<string, string>,
): string {
  const line = (texts.get(file) ?? '').slice(0, call.start).split('\n').length;
  const sure = confidence === 'resolved' ? '' : ` (${confidence})`;
  const governed =
    governance.state !== 'ungoverned'
      ? `, ${governance.state} by ${governance.by}`
      : governance.ineffective === undefined
        ? ''
        : `, despite ${governance.ineffective.by}`;
  return `${file}:${line} ${sdk}${sure}${governed}`;
}
