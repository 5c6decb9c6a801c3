import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isBuilt, version } from './stand-in.ts';

const page = readFileSync('docs/ci.md', 'utf8');
const action = parse(readFileSync('action.yml', 'utf8')) as {
  inputs: Record<string, { default: string }>;
  outputs: object;
};

interface Workflow {
  readonly jobs: Record<string, { steps: readonly { uses?: string; with?: Record<string, string> }[] }>;
}

function blocks(language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(
    ([, text = '']) => text,
  );
}

/** Every command line of the page that runs Aegis, without how it is fetched. */
function commandLines(): readonly string[] {
  const gitlab = blocks('yaml')
    .map((text) => parse(text) as { aegis?: { script?: readonly string[] } })
    .flatMap(({ aegis }) => aegis?.script ?? []);
  const lines = [...blocks('sh').flatMap((text) => text.trim().split('\n')), ...gitlab];
  return lines.map((line) => line.replace(`npx --yes agent-aegis@${version} `, ''));
}

let desk: string;

beforeEach(() => {
  desk = mkdtempSync(join(tmpdir(), 'aegis-desk-'));
  const files = {
    'ask.py': 'print("hello")\n',
    'policy.yaml': 'version: "1"\nrules:\n  - { match: { type: "*delete*" }, approval: block }\n',
    'policy.test.yaml':
      'tests:\n  - { name: deletes, action: { type: delete_user }, expect: { approval: block } }\n',
    'aegis-baseline.json': '{ "schemaVersion": 1, "entries": [] }\n',
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(desk, file)), { recursive: true });
    writeFileSync(join(desk, file), text);
  }
  for (const args of [
    ['init', '--quiet'],
    ['add', '--all'],
  ])
    spawnSync('git', args, { cwd: desk });
});

afterEach(() => {
  rmSync(desk, { recursive: true, force: true });
});

describe('docs/ci.md', () => {
  it('names this version everywhere', () => {
    const named = [...page.matchAll(/(?:agent-aegis@v?|rev: v)(\d[\w.-]*)/g)].map(([, each]) => each);
    expect(named.length).toBeGreaterThan(8);
    expect(new Set(named)).toEqual(new Set([version]));
  });

  it('uses inputs and outputs that the action has, and lists them all', () => {
    const workflow = parse(blocks('yaml').find((text) => text.includes('actions/checkout'))!) as Workflow;
    const step = workflow.jobs['aegis']!.steps.find(({ uses }) => uses?.startsWith('agent-aegis/') === true);
    for (const input of Object.keys(step?.with ?? {})) expect(action.inputs).toHaveProperty(input);
    for (const input of Object.keys(action.inputs)) expect(page).toContain(`| \`${input}\` |`);
    for (const [, output = ''] of page.matchAll(/steps\.aegis\.outputs\.([\w-]+)/g))
      expect(action.outputs).toHaveProperty(output);
  });

  it.skipIf(!isBuilt)('has only commands that run', () => {
    const lines = commandLines();
    expect(lines.length).toBeGreaterThan(7);
    for (const line of lines) {
      const binary = join(process.cwd(), 'bin/aegis.js');
      const ran = spawnSync(process.execPath, [binary, ...line.split(' ')], { cwd: desk, encoding: 'utf8' });
      expect(`${line}: ${ran.status} ${ran.stderr}`).toMatch(/: 0 /);
    }
    for (const file of ['aegis-quality.json', 'aegis-tests.xml'])
      expect(existsSync(join(desk, file))).toBe(true);
  });
});
