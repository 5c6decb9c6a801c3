import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/index.ts';
import { ACTION_CODES, parseAction } from '../../src/decision/index.ts';
import { MAX_DOCUMENT_BYTES, POLICY_CODES } from '../../src/policy/index.ts';
import { load } from './loading.ts';

const FIXTURES = new URL('../../fixtures/policy/invalid/', import.meta.url);
const PAGES = new URL('../../docs/codes/', import.meta.url);
const fixtures = readdirSync(FIXTURES);

/** What cannot be a text file in the repository, or would be too large for it. */
const MADE: Record<string, Uint8Array> = {
  AEG1040: new Uint8Array(MAX_DOCUMENT_BYTES + 1).fill(0x20),
  AEG1041: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
  AEG1042: new Uint8Array([...new TextEncoder().encode('version: "1" # f'), 0xfc, 0x72]),
  AEG1056: new TextEncoder().encode('[' + ','.repeat(700_000)),
};

describe('every policy code', () => {
  for (const code of Object.keys(POLICY_CODES)) {
    test(`${code} is given by a file of its own, and by nothing else in it`, () => {
      const own = fixtures.filter((file) => file.startsWith(code));
      const files = own.map((file) => readFileSync(new URL(file, FIXTURES)));
      const all = [...files, ...(MADE[code] === undefined ? [] : [MADE[code]])];
      expect(all.length).toBeGreaterThan(0);
      for (const bytes of all) expect(new Set(codesOf(bytes))).toEqual(new Set([code]));
    });
  }
  test('has a fixture of its name only', () => {
    const named = fixtures.map((file) => file.slice(0, 7));
    expect(named.filter((code) => !(code in POLICY_CODES))).toEqual([]);
  });
});

describe('every code has a page', () => {
  for (const [code, { title }] of Object.entries({ ...POLICY_CODES, ...ACTION_CODES })) {
    test(`${code} with its title, and what to avoid and to prefer`, () => {
      const page = readFileSync(new URL(`${code}.md`, PAGES), 'utf8');
      expect(page.startsWith(`# ${code}: ${title}\n`)).toBe(true);
      const avoid = blockAfter(page, '## Avoid');
      const prefer = blockAfter(page, '## Prefer');
      if (avoid === undefined) expect(MADE[code]).toBeDefined();
      else expect(new Set(problemsIn(avoid))).toEqual(new Set([code]));
      if (prefer !== undefined) expect(problemsIn(prefer)).toEqual([]);
    });
  }
});

function blockAfter(page: string, heading: string): { language: string; text: string } | undefined {
  const match = new RegExp(`${heading}\\n\\n\`\`\`([a-z]+)\\n([^]*?)\`\`\``).exec(page);
  return match === null ? undefined : { language: match[1] ?? '', text: match[2] ?? '' };
}

function problemsIn({ language, text }: { language: string; text: string }): readonly string[] {
  if (language !== 'json') return codesOf(text);
  const result = parseAction(JSON.parse(text) as Json);
  return result.ok ? [] : result.error.map(({ code }) => code);
}

/** The codes of all errors, or of the notes where there is none. */
function codesOf(policy: string | Uint8Array): readonly string[] {
  const loaded = load(policy);
  return (loaded.ok ? loaded.value.notes : loaded.error).map(({ code }) => code);
}
