import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CLI_CODES } from '../../src/cli/codes.ts';
import { CONFIG_CODES } from '../../src/config/index.ts';
import { FORBIDDEN, PIPE, type MemoryFile } from './memory-platform.ts';
import { runAegis } from './run-aegis.ts';

const POLICY = 'version: "1"\nrules:\n  - match: { type: "*delete*" }\n    approval: block\n';

/** The folder in which the commands of the pages are run. */
const FILES: Readonly<Record<string, MemoryFile>> = {
  'policy.yaml': POLICY,
  'berlin.yaml': `timezone: Europe/Berlin\n${POLICY}`,
  'policies/support.yaml': POLICY,
  'reference.yaml': 'policy: { path: policy.yaml }\n',
  'chain.yaml': 'policy: { path: reference.yaml }\n',
  'secret.yaml': FORBIDDEN,
  pipe: PIPE,
  'actions.jsonl': '{"type": "delete_user", "target": "crm"}\n',
  'broken.jsonl': 'delete_user crm\n',
  '/empty/.git/HEAD': '',
};

const PAGES = Object.keys({ ...CLI_CODES, ...CONFIG_CODES }).flatMap((code) => {
  const text = readFileSync(new URL(`../../docs/codes/${code}.md`, import.meta.url), 'utf8');
  return (['Avoid', 'Prefer'] as const).flatMap((part) => {
    const block = new RegExp(`^## ${part}\\n\\n\`\`\`(\\w+)\\n([^]*?)\`\`\``, 'm').exec(text);
    return block === null || block[1] === 'text'
      ? []
      : [{ code, part, language: block[1]!, block: block[2]! }];
  });
});

describe('the pages of the codes of the command line', () => {
  test.each(PAGES.map((page) => [page.code, page.part, page] as const))(
    '%s: %s does what it says',
    async (code, part, page) => {
      for (const said of page.language === 'console'
        ? await runConsole(page.block)
        : [await runYaml(page.block)]) {
        expect(said.includes(`[${code}]`)).toBe(part === 'Avoid');
        expect(said.includes('AEG9070')).toBe(false);
      }
    },
  );
});

/** What each `$ aegis ...` line of a block says; `$ cd` goes elsewhere for the lines after it. */
async function runConsole(block: string): Promise<string[]> {
  let cwd = '/work';
  const said: string[] = [];
  for (const line of block.trim().split('\n')) {
    const words = Array.from(line.matchAll(/'[^']*'|\S+/g), ([word]) => word.replaceAll("'", '')).slice(1);
    if (words[0] === 'cd') cwd = words[1]!;
    else said.push(await runLine(words, cwd));
  }
  return said;
}

async function runLine(words: readonly string[], cwd: string): Promise<string> {
  const at = words.indexOf('aegis');
  const env = Object.fromEntries(words.slice(0, at).map((word) => word.split('=') as [string, string]));
  const ran = await runAegis(words.slice(at + 1), { files: FILES, cwd, env });
  return ran.stdout + ran.stderr;
}

async function runYaml(text: string): Promise<string> {
  const ran = await runAegis(['config'], { files: { 'aegis.yaml': text } });
  return ran.stdout + ran.stderr;
}
