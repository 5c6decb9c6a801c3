import { describe, expect, it } from 'vitest';
import { PIPE } from './memory-platform.ts';
import { runAegis } from './run-aegis.ts';

const REPLY = `from openai import OpenAI

client = OpenAI()


def reply(ticket: str) -> str:
    return client.responses.create(model="gpt-5", input=ticket).output_text
`;
const files = { 'desk/reply.py': REPLY, 'pyproject.toml': '[project]\nname = "desk"\n' };

describe('aegis scan', () => {
  it('shows the ungoverned calls and exits 1', async () => {
    const ran = await runAegis(['scan'], { files });
    expect(ran.stdout).toContain('--> desk/reply.py:7:12');
    expect(ran.stdout).toContain('1 AI call: 1 ungoverned (1 medium)');
    expect(ran).toMatchObject({ exitCode: 1, stderr: '' });
  });

  it('finds them in TypeScript as well', async () => {
    const text = `import { generateText } from 'ai';\nexport const reply = (prompt: string) => generateText({ model: 'gpt-5', prompt });\n`;
    const ran = await runAegis(['scan', 'web', '--format', 'compact'], { files: { 'web/reply.ts': text } });
    expect(ran.stdout).toContain('web/reply.ts:2:42: warning AEG3001: ungoverned LLM call `generateText`');
    expect(ran.exitCode).toBe(1);
  });

  it.each([
    [['--fail-on', 'none'], 0],
    [['--fail-on', 'high'], 0],
    [['--fail-on', 'medium'], 1],
    [['--fail-on', 'low'], 1],
  ])('with %j exits %i', async (options, exitCode) => {
    expect((await runAegis(['scan', ...options], { files })).exitCode).toBe(exitCode);
  });

  it('exits 0 when every call is suppressed with a reason', async () => {
    const text = REPLY.replace('output_text', 'output_text  # aegis-ignore AEG3001: a demonstration');
    const ran = await runAegis(['scan'], { files: { 'desk/reply.py': text } });
    expect(ran.stdout).toContain('because: a demonstration');
    expect(ran.exitCode).toBe(0);
  });

  it('takes the threshold from aegis.yaml, and the option wins', async () => {
    const configured = {
      ...files,
      'aegis.yaml': 'scan:\n  fail_on: critical\n  exclude: [legacy/]\n',
      'legacy/a.py': REPLY,
    };
    const ran = await runAegis(['scan', '--format', 'compact'], { files: configured });
    expect(ran.stdout).toContain('1 excluded by aegis.yaml');
    expect(ran.exitCode).toBe(0);
    expect((await runAegis(['scan', '--fail-on', 'low'], { files: configured })).exitCode).toBe(1);
  });

  it('shows paths from the folder it runs in and resolves names over the whole project', async () => {
    const split = {
      'pyproject.toml': '',
      'desk/__init__.py': '',
      'desk/clients.py': 'from openai import OpenAI\nclient = OpenAI()\n',
      'desk/reply.py': 'from desk.clients import client\nclient.responses.create(model="m", input="x")\n',
    };
    const ran = await runAegis(['scan', 'reply.py', '--format', 'compact', '--trace'], {
      files: split,
      cwd: '/work/desk',
    });
    expect(ran.stdout).toMatch(/^reply\.py:2:1: warning AEG3001/);
    expect(ran.stdout).toContain('(clients.py:1:20)');
    expect(ran.stdout).toContain('1 source file: 1 read');
  });

  it('writes several formats at once, files whole and without colour', async () => {
    const argv = ['scan', '--format', 'sarif=out.sarif', '--format', 'json=out.json', '--format', 'compact'];
    const ran = await runAegis(argv, { files, terminal: 80 });
    expect(JSON.parse(ran.machine.written.get('/work/out.sarif')!)).toMatchObject({
      runs: [{ results: [{ ruleId: 'AEG3001', level: 'warning' }], tool: { driver: { name: 'Aegis' } } }],
    });
    expect(JSON.parse(ran.machine.written.get('/work/out.json')!)).toMatchObject({
      schemaVersion: 1,
      isComplete: true,
    });
    expect(ran.machine.open.size).toBe(0);
    expect(ran.stdout).toContain('ungoverned LLM call');
  });

  it('gives the same bytes twice', async () => {
    const run = async (): Promise<string> => (await runAegis(['scan', '--format', 'json'], { files })).stdout;
    expect(await run()).toBe(await run());
  });

  it.each([
    [['scan', 'nowhere'], {}, 'AEG9010'],
    [['scan', 'pipe.py'], { 'pipe.py': PIPE }, 'AEG9013'],
    [['scan', '--max-file-size', 'huge'], {}, 'AEG9003'],
    [['scan', '--fail-on', 'error'], {}, 'AEG9003'],
    [['scan'], { 'aegis.yaml': 'scan:\n  fail_ob: high\n' }, 'AEG1004'],
  ] as const)('%j with %j exits 2 and says why', async (argv, more, code) => {
    const ran = await runAegis(argv, { files: { ...files, ...more } });
    expect(ran.stderr).toContain(code);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('says what was not read, and still answers', async () => {
    const argv = ['scan', '--max-file-size', '1kB', '--format', 'compact'];
    const ran = await runAegis(argv, { files: { ...files, 'big.py': '#'.repeat(2_000) } });
    expect(ran.stdout).toContain('big.py:1:1: info AEG3004: not read: larger than 1 kB');
    expect(ran.exitCode).toBe(1);
  });
});
