import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runAegis } from './run-aegis.ts';

const PAGE = readFileSync(new URL('../../docs/scan.md', import.meta.url), 'utf8');

/** The first block of a language below a heading of docs/scan.md. */
function block(heading: string, language: string): string {
  const section = PAGE.slice(PAGE.indexOf(`## ${heading}\n`));
  return new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(section)?.[1] ?? '';
}

const ROWS = block('Your own packages and services', 'yaml');
const CODE = block('Your own packages and services', 'python');

describe('scan.catalog', () => {
  it('does what docs/scan.md says', async () => {
    const ran = await runAegis(['scan', '--format', 'compact'], {
      files: { 'aegis.yaml': ROWS, 'desk.py': CODE },
    });
    const lines = ran.stdout.split('\n').map((line) => line.split(' [')[0]);
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringContaining('desk.py:5:1: warning AEG3001: ungoverned LLM call `client.replies.write`'),
        expect.stringContaining('desk.py:6:1: error AEG3001: ungoverned agent run `client.agents.start`'),
        expect.stringContaining(
          'desk.py:8:1: warning AEG3001: ungoverned HTTP request to an AI service `httpx.post`',
        ),
      ]),
    );
    expect(ran.stdout).toContain('4 AI calls: 3 ungoverned (1 critical, 2 medium), 1 governed elsewhere');
    expect(ran.exitCode).toBe(1);
  });

  it('takes the place of the built-in row of its name', async () => {
    const own =
      'scan:\n  catalog:\n    - { package: openai, language: python, modules: [openai], calls: [{ kind: llm_call, paths: [ask] }] }\n';
    const code = 'import openai\nopenai.OpenAI().responses.create(model="m", input="x")\nopenai.ask("x")\n';
    const ran = await runAegis(['scan', '--format', 'compact'], {
      files: { 'aegis.yaml': own, 'desk.py': code },
    });
    expect(ran.stdout).toContain('1 AI call: 1 ungoverned');
    expect(ran.stdout).toContain('desk.py:3:1');
  });

  it.each([
    [
      '- { package: a, language: perl, modules: [a], calls: [] }',
      3,
      '`language` must be one of typescript, python',
    ],
    ['- { name: a, hosts: [a], path: /v1 }', 3, '`path` unknown key; known are name, hosts'],
    ['- just text', 3, 'a row must be a map'],
    [
      '- package: a\n      language: python\n      modules: [a]\n      calls:\n        - kind: llm_call\n          paths: [$client.ask]',
      7,
      '`$client` is not a type of this row',
    ],
    [
      '- { name: a, hosts: [a] }\n    - { name: a, hosts: ["not a host"] }',
      4,
      '`not a host` is not a host name',
    ],
  ])('%j is refused at its place', async (rows, line, message) => {
    const ran = await runAegis(['scan'], { files: { 'aegis.yaml': `scan:\n  catalog:\n    ${rows}\n` } });
    expect(ran.stderr).toContain('error[AEG9025]');
    expect(ran.stderr).toContain(message);
    expect(ran.stderr).toMatch(new RegExp(`--> aegis\\.yaml:${line === 7 ? '[78]' : line}:`));
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('may not claim what a built-in row claims', async () => {
    const rows = 'scan:\n  catalog:\n    - { name: mine, hosts: [api.openai.com] }\n';
    const ran = await runAegis(['scan'], { files: { 'aegis.yaml': rows } });
    expect(ran.stderr).toContain('host api.openai.com: claimed by two rows');
    expect(ran.exitCode).toBe(2);
  });

  it('stands in `aegis config`', async () => {
    const ran = await runAegis(['config'], { files: { 'aegis.yaml': ROWS } });
    expect(ran.stdout).toMatch(/^scan\.catalog +acme-llm, ai\.acme\.example +aegis\.yaml:2:3$/m);
  });
});
