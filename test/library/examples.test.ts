import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import * as anywhere from '../../src/browser.ts';
import * as library from '../../src/index.ts';

const ROOT = new URL('../../', import.meta.url);
const guide = readFileSync(new URL('docs/library.md', ROOT), 'utf8');
const shown = [...guide.matchAll(/```ts\n([^]*?)```\n\n```text\n([^]*?)```/g)];
const examples = readdirSync(new URL('examples/', ROOT)).filter((name) => name.endsWith('.ts'));

/** `examples/<name>.ts` stands in docs/library.md, with what it prints. */
describe('examples', () => {
  test.each(examples)('%s is in the guide and prints what the guide says', async (name) => {
    const source = readFileSync(new URL(`examples/${name}`, ROOT), 'utf8');
    const output = shown.find(([, code]) => code === source)?.[2];
    expect(output, `${name} in docs/library.md`).toBeDefined();
    const lines: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((...parts: unknown[]) => {
      lines.push(parts.join(' '));
    });
    try {
      await import(`../../examples/${name.replace('.ts', '')}.ts`);
    } finally {
      log.mockRestore();
    }
    expect(`${lines.join('\n')}\n`).toBe(output);
  });

  test('the guide shows nothing else', () => {
    expect(shown).toHaveLength(examples.length);
    expect(guide.match(/```ts\n/g)).toHaveLength(examples.length);
  });
});

test('the entry for browsers has all of the library', () => {
  expect(Object.keys(anywhere)).toEqual(Object.keys(library));
});
