import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const readme = readFileSync('README.md', 'utf8');
const pages = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** The fenced blocks of one language. */
function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    (match) => match[1] ?? '',
  );
}

const work = mkdtempSync(join(process.cwd(), 'node_modules', '.readme-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('the README', () => {
  it('has the two command blocks that .ci/run executes', () => {
    expect(blocks(readme, 'sh')).toHaveLength(2);
    expect(blocks(readme, 'sh')[1]).toBe('npm ci && npm test\n');
  });

  it('names only commands that the binary has', () => {
    const commands = new Set(readdirSync('docs/cli').map((name) => name.replace(/\.md$/, '')));
    const named = [...readme.matchAll(/(?:^aegis|bin\/aegis\.js) ([a-z]+)/gm)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !commands.has(name))).toEqual([]);
  });

  it('has a library example that runs and prints what its comment says', () => {
    mkdirSync(join(work, 'node_modules'));
    symlinkSync(process.cwd(), join(work, 'node_modules', 'agent-aegis'), 'junction');
    const examples = blocks(readme, 'js');
    expect(examples).not.toEqual([]);
    for (const example of examples) {
      const said = [...example.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map((match) => match[1]);
      writeFileSync(join(work, 'example.mjs'), example);
      const printed = execFileSync(process.execPath, [join(work, 'example.mjs')], { encoding: 'utf8' });
      expect(printed.trim().split('\n')).toEqual(said);
    }
  });
});

describe('links between the pages', () => {
  it.each(pages)('%s leads to files that exist', (page) => {
    const targets = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      (match) => match[1] ?? '',
    );
    const missing = targets.filter(
      (target) => !/^[a-z]+:/.test(target) && !existsSync(resolve(dirname(page), target)),
    );
    expect(missing).toEqual([]);
  });
});
