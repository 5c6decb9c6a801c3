import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findCalls } from '../../../src/scan/resolve/index.ts';
import type { FoundToolRisk } from '../../../src/scan/tool-risks/find-tool-risks.ts';
import { projectInFolder, shippedCatalog } from '../resolve/project-in-folder.ts';

const CASES = fileURLToPath(new URL('../../../fixtures/scan/tool-risks/', import.meta.url));
const catalog = shippedCatalog();

describe('what tools do with their arguments', () => {
  for (const name of readdirSync(CASES).sort()) {
    const folder = join(CASES, name);
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
      readonly case: string;
      readonly risks: readonly string[];
    };
    it(`${name}: ${expected.case}`, async () => {
      const project = await projectInFolder(folder, catalog);
      const found = findCalls(project, catalog).toolRisks.map((risk) => shown(risk, project.texts));
      expect(found.sort(byPlace)).toEqual(expected.risks);
    });
  }
});

/** `file:line danger tool(argument), state`. */
function shown(
  { file, call, danger, tool, input, governance }: FoundToolRisk,
  texts: ReadonlyMap<string, string>,
): string {
  const line = (texts.get(file) ?? '').slice(0, call.start).split('\n').length;
  const state = 'by' in governance ? `, ${governance.state} by ${governance.by}` : '';
  return `${file}:${line} ${danger} ${tool.name}(${input})${state}`;
}

function byPlace(a: string, b: string): number {
  const [fileA = '', lineA = ''] = a.split(/[: ]/);
  const [fileB = '', lineB = ''] = b.split(/[: ]/);
  return fileA === fileB ? Number(lineA) - Number(lineB) : fileA < fileB ? -1 : 1;
}
