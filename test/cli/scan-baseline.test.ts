import { describe, expect, it } from 'vitest';
import { runAegis } from './run-aegis.ts';

const REPLY = `from openai import OpenAI

client = OpenAI()


def reply(ticket: str) -> str:
    return client.responses.create(model="gpt-5", input=ticket).output_text
`;
const ORDERS = REPLY.replace('def reply', 'def order');
const files = {
  'desk/reply.py': REPLY,
  'desk/orders.py': ORDERS,
  'pyproject.toml': '[project]\nname = "desk"\n',
};

/** The text of a baseline of these files. */
async function baselineOf(texts: Readonly<Record<string, string>>): Promise<string> {
  const ran = await runAegis(['scan', '--write-baseline', 'known.json'], { files: texts });
  return ran.machine.written.get('/work/known.json')!;
}

describe('aegis scan --write-baseline', () => {
  it('takes what there is as known, says how much, and exits 0', async () => {
    const ran = await runAegis(['scan', '--write-baseline', 'known.json'], { files });
    expect(JSON.parse(ran.machine.written.get('/work/known.json')!)).toMatchObject({
      schemaVersion: 1,
      entries: [
        { file: 'desk/orders.py' },
        { file: 'desk/reply.py', call: 'client.responses.create', sdk: 'openai' },
      ],
    });
    expect(ran.stdout).toContain('2 AI calls: 2 in the baseline');
    expect(ran).toMatchObject({ exitCode: 0, stderr: 'known.json holds 2 known calls\n' });
    expect(ran.machine.open.size).toBe(0);
  });

  it('writes the same wherever in the project it runs', async () => {
    const ran = await runAegis(['scan', '..', '--write-baseline', '/work/known.json'], {
      files,
      cwd: '/work/desk',
    });
    expect(ran.machine.written.get('/work/known.json')).toBe(await baselineOf(files));
  });

  it('keeps the entries of what is not scanned and drops stale ones', async () => {
    const gone = { ...files, 'desk/orders.py': 'x = 1\n', 'known.json': await baselineOf(files) };
    const narrow = await runAegis(['scan', 'desk/reply.py', '--write-baseline', 'known.json'], {
      files: gone,
    });
    expect(narrow.machine.written.get('/work/known.json')).toBe(gone['known.json']);
    const whole = await runAegis(['scan', '--write-baseline', 'known.json'], { files: gone });
    expect(whole.machine.written.get('/work/known.json')).not.toContain('orders.py');
    expect(whole.exitCode).toBe(0);
  });

  it('replaces no file that is not a baseline', async () => {
    const ran = await runAegis(['scan', '--write-baseline', 'pyproject.toml'], { files });
    expect(ran.stderr).toContain('AEG3010');
    expect(ran.machine.written.size).toBe(0);
    expect(ran.exitCode).toBe(2);
  });

  it('says why it could not write', async () => {
    const ran = await runAegis(['scan', '--write-baseline', 'nowhere/known.json'], { files });
    expect(ran.stderr).toContain('AEG9014');
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

describe('aegis scan --baseline', () => {
  it('counts known calls and fails only for new ones', async () => {
    const known = { ...files, 'known.json': await baselineOf(files) };
    const clean = await runAegis(['scan', '--baseline', 'known.json', '--format', 'compact'], {
      files: known,
    });
    expect(clean.stdout).toMatch(/^2 AI calls: 2 in the baseline\n/);
    expect(clean).toMatchObject({ exitCode: 0, stderr: '' });
    const more = { ...known, 'desk/new.py': REPLY };
    const dirty = await runAegis(['scan', '--baseline', 'known.json', '--format', 'compact'], {
      files: more,
    });
    expect(dirty.stdout).toMatch(/^desk\/new\.py:7:12: warning AEG3001/);
    expect(dirty.stdout).toContain('3 AI calls: 1 ungoverned (1 medium), 2 in the baseline');
    expect(dirty.exitCode).toBe(1);
  });

  it('names each stale entry at its place in the baseline and fails, unless it is allowed', async () => {
    const gone = { ...files, 'desk/orders.py': 'x = 1\n', 'known.json': await baselineOf(files) };
    const argv = ['scan', '--baseline', 'known.json', '--format', 'compact'];
    const ran = await runAegis(argv, { files: gone });
    expect(ran.stdout).toMatch(
      /^known\.json:8:22: error AEG3011: stale baseline entry: `client\.responses\.create` in `desk\/orders\.py`/,
    );
    expect(ran.exitCode).toBe(1);
    const allowed = await runAegis([...argv, '--allow-stale-baseline'], { files: gone });
    expect(allowed.stdout).toContain('info AEG3011');
    expect(allowed.exitCode).toBe(0);
    const sarif = await runAegis(['scan', '--baseline', 'known.json', '--format', 'sarif'], { files: gone });
    expect(JSON.parse(sarif.stdout)).toMatchObject({
      runs: [{ results: [{ suppressions: [{ kind: 'external' }] }, { ruleId: 'AEG3011', level: 'error' }] }],
    });
  });

  it('comes from aegis.yaml, relative to it, and the option wins', async () => {
    const configured = {
      ...files,
      'aegis.yaml': 'scan:\n  baseline: policies/known.json\n',
      'policies/known.json': await baselineOf(files),
      'empty.json': await baselineOf({ 'README.py': '' }),
    };
    expect((await runAegis(['scan', '.'], { files: configured, cwd: '/work/desk' })).exitCode).toBe(0);
    expect((await runAegis(['scan', '--baseline', 'empty.json'], { files: configured })).exitCode).toBe(1);
  });

  it('can be configured before it is written', async () => {
    const configured = { ...files, 'aegis.yaml': 'scan:\n  baseline: known.json\n' };
    expect((await runAegis(['scan'], { files: configured })).stderr).toContain('AEG3010');
    expect((await runAegis(['scan', '--write-baseline', 'known.json'], { files: configured })).exitCode).toBe(
      0,
    );
  });

  it.each([
    ['missing.json', 'does not exist'],
    ['desk', 'is a folder'],
    ['desk/reply.py', 'is not JSON'],
  ])('that is %s exits 2 and says why', async (file, why) => {
    const ran = await runAegis(['scan', '--baseline', file], { files });
    expect(ran.stderr).toContain('AEG3010');
    expect(ran.stderr).toContain(why);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('does not touch the score: a baseline governs nothing', async () => {
    const argv = ['score', '.', '--format', 'json'];
    const baseline = {
      'aegis.yaml': 'scan:\n  baseline: known.json\n',
      'known.json': await baselineOf(files),
    };
    const without = await runAegis(argv, { files: { ...files, 'aegis.yaml': 'scan:\n  fail_on: low\n' } });
    expect((await runAegis(argv, { files: { ...files, ...baseline } })).stdout).toBe(without.stdout);
    expect(without.exitCode).toBe(0);
  });
});
