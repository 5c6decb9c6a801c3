import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../../src/scan/catalog/build.ts';
import { SCAN_CODES, type Catalog } from '../../../src/scan/index.ts';
import { scanTexts } from './scanning.ts';

const PAGES = join(import.meta.dirname, '../../../docs/codes');

describe('the pages of the scan’s codes', () => {
  it('are those of the codes there are', () => {
    const pages = readdirSync(PAGES).filter((name) => name.startsWith('AEG3'));
    expect(pages.sort()).toEqual(
      Object.keys(SCAN_CODES)
        .map((code) => `${code}.md`)
        .sort(),
    );
  });

  it.each(Object.entries(SCAN_CODES))(
    '%s has its title, and blocks that do what they say',
    async (code, { title }) => {
      const page = readFileSync(join(PAGES, `${code}.md`), 'utf8');
      expect(page.startsWith(`# ${code}: ${title}\n`)).toBe(true);
      for (const block of blocksOf(page, 'Avoid')) expect(await codesIn(block)).toContain(code);
      for (const block of blocksOf(page, 'Prefer')) expect(await codesIn(block)).toEqual([]);
    },
  );
});

interface Block {
  readonly language: string;
  readonly text: string;
}

function blocksOf(page: string, heading: string): readonly Block[] {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return Array.from(section.matchAll(/```(\w+)\n([^]*?)```/g), ([, language = '', text = '']) => ({
    language,
    text,
  }));
}

async function codesIn({ language, text }: Block): Promise<readonly string[]> {
  const file = language === 'python' ? 'reply.py' : 'reply.ts';
  const { findings, toolRisks, diagnostics } = await scanTexts(
    { [file]: text },
    { catalog: shippedCatalog() },
  );
  const ungoverned = [...findings, ...toolRisks].filter(
    ({ governance, suppression }) => governance.state === 'ungoverned' && suppression === undefined,
  );
  return [...ungoverned, ...diagnostics].map(({ code }) => code);
}

function shippedCatalog(): Catalog {
  const folder = join(import.meta.dirname, '../../../src/scan/catalog/data');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  );
  const built = buildCatalog(
    files.map((name) => ({ name, value: parse(readFileSync(join(folder, name), 'utf8')) as unknown })),
  );
  if (!built.ok) throw new Error(built.error.join('\n'));
  return built.value;
}
