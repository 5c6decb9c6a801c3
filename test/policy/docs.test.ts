import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CONDITIONS } from '../../src/policy/conditions/registry.ts';
import { problemsOf } from './loading.ts';

const DOCS = new URL('../../docs/', import.meta.url);
const pages = ['policy.md', ...readdirSync(new URL('conditions/', DOCS)).map((file) => `conditions/${file}`)];

test('every condition has a page, and the guide links to it', () => {
  const keys = CONDITIONS.map(({ key }) => `conditions/${key}.md`);
  expect(pages.slice(1).toSorted()).toEqual(keys.toSorted());
  const guide = readFileSync(new URL('policy.md', DOCS), 'utf8');
  expect(keys.filter((key) => !guide.includes(`(${key})`))).toEqual([]);
});

describe('every policy in the documentation loads', () => {
  test.each(pages)('%s', (page) => {
    const text = readFileSync(new URL(page, DOCS), 'utf8');
    const blocks = [...text.matchAll(/```yaml\n([^]*?)```/g)].map((match) => match[1] ?? '');
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) expect(problemsOf(block)).toEqual([]);
    const key = /^conditions\/(.*)\.md$/.exec(page)?.[1];
    if (key !== undefined) expect(blocks.join('')).toContain(`${key}:`);
  });
});
