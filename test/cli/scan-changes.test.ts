import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFileReader, nodeFileWriter, nodeGit } from '../../src/platform/index.ts';
import { runAegis, type Ran } from './run-aegis.ts';

const REPLY = `from openai import OpenAI

client = OpenAI()


def reply(ticket: str) -> str:
    return client.responses.create(model="gpt-5", input=ticket).output_text
`;
const SUMMARY = `

def summary(ticket: str) -> str:
    return client.responses.create(
        model="gpt-5",
        input=ticket,
        temperature=0,
    ).output_text
`;

let desk: string;

beforeEach(() => {
  desk = realpathSync(mkdtempSync(join(tmpdir(), 'aegis-desk-'))).replaceAll('\\', '/');
  git('init', '--quiet', '--initial-branch=main');
});

afterEach(() => {
  rmSync(desk, { recursive: true, force: true });
});

function git(...args: readonly string[]): string {
  const settings = ['user.name=Kim', 'user.email=kim@example.com', 'commit.gpgsign=false'];
  const options = settings.flatMap((setting) => ['-c', setting]);
  return execFileSync('git', [...options, ...args], { cwd: desk, encoding: 'utf8' });
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(desk, file)), { recursive: true });
  writeFileSync(join(desk, file), text);
}

function commit(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) write(file, text);
  git('add', '--all');
  git('commit', '--quiet', '--message', 'work');
}

/** `file:line` of each ungoverned call, with the exit code. */
async function scan(...options: readonly string[]): Promise<{ calls: readonly string[]; ran: Ran }> {
  const ran = await runAegis(['scan', '--format', 'compact', ...options], {
    cwd: desk,
    platform: { files: nodeFileReader, writer: nodeFileWriter, git: nodeGit },
  });
  const calls = ran.stdout
    .split('\n')
    .flatMap((line) => /^(.*:\d+):\d+: warning AEG3001/.exec(line)?.[1] ?? []);
  return { calls, ran };
}

describe('aegis scan --changed-since', () => {
  it('reports calls on lines that the branch added, and no others', async () => {
    commit({ 'reply.py': REPLY });
    git('switch', '--quiet', '--create', 'summaries');
    commit({ 'reply.py': REPLY + SUMMARY });
    const { calls, ran } = await scan('--changed-since', 'main');
    expect(calls).toEqual(['reply.py:11']);
    expect(ran.exitCode).toBe(1);
  });

  it('compares with the common ancestor: what the other branch did since does not count', async () => {
    commit({ 'reply.py': REPLY });
    git('switch', '--quiet', '--create', 'docs');
    commit({ 'README.md': 'a desk' });
    git('switch', '--quiet', 'main');
    commit({ 'reply.py': REPLY + SUMMARY });
    git('switch', '--quiet', 'docs');
    const { calls, ran } = await scan('--changed-since', 'main');
    expect(calls).toEqual([]);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('counts what is not committed and what git does not know yet, but not what it ignores', async () => {
    commit({ 'reply.py': REPLY, '.gitignore': 'scratch.py\n' });
    write('reply.py', REPLY.replace('gpt-5', 'gpt-5-mini'));
    write('new folder/späte "antwort".py', REPLY);
    write('scratch.py', REPLY);
    const { calls } = await scan('--changed-since', 'HEAD');
    expect(calls).toEqual(['new folder/späte "antwort".py:7', 'reply.py:7']);
  });

  it('touches a call from whose middle a line went away, and not its neighbours', async () => {
    commit({ 'reply.py': REPLY + SUMMARY });
    write('reply.py', REPLY + SUMMARY.replace('        temperature=0,\n', ''));
    expect((await scan('--changed-since', 'HEAD')).calls).toEqual(['reply.py:11']);
    write('reply.py', (REPLY + SUMMARY).replace('\n\ndef summary', '\ndef summary'));
    expect((await scan('--changed-since', 'HEAD')).calls).toEqual([]);
  });

  it('follows renames: a moved file has no new calls, a changed one those it changed', async () => {
    commit({ 'reply.py': REPLY + SUMMARY });
    mkdirSync(join(desk, 'desk'));
    renameSync(join(desk, 'reply.py'), join(desk, 'desk/answers.py'));
    git('add', '--all');
    expect((await scan('--changed-since', 'HEAD')).calls).toEqual([]);
    write('desk/answers.py', (REPLY + SUMMARY).replace('input=ticket)', 'input=ticket[:100])'));
    expect((await scan('--changed-since', 'HEAD')).calls).toEqual(['desk/answers.py:7']);
  });

  it('resolves names over the whole project, and reports inside the named paths only', async () => {
    const clients = { 'clients.py': 'from openai import OpenAI\nclient = OpenAI()\n', 'pyproject.toml': '' };
    commit(clients);
    const call = 'from clients import client\nclient.responses.create(model="m", input="x")\n';
    write('desk/ask.py', call);
    write('ask.py', call);
    expect((await scan('desk', '--changed-since', 'HEAD')).calls).toEqual(['desk/ask.py:2']);
  });

  it('leaves what is said about untouched lines out, and judges no entry of other files in the baseline', async () => {
    const noted = REPLY.replace('output_text', 'output_text  # aegis-ignore AEG3001');
    commit({ 'old.py': noted, 'reply.py': REPLY });
    await scan('--write-baseline', 'known.json');
    write('reply.py', `${REPLY}# done\n`);
    const { calls, ran } = await scan('--changed-since', 'HEAD', '--baseline', 'known.json');
    expect(calls).toEqual([]);
    expect(ran.stdout).not.toContain('AEG3090');
    expect(ran.exitCode).toBe(0);
  });

  it.each(['--output=stolen', '-h', '', ' main', 'no-such-branch', 'main..main', 'HEAD; touch stolen'])(
    'refuses the revision %j, which git does not get to see as an option',
    async (revision) => {
      commit({ 'reply.py': REPLY });
      const { ran } = await scan(`--changed-since=${revision}`);
      expect(ran.stderr).toContain('AEG9042');
      expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
      expect(nodeFileReader.stat(join(desk, 'stolen')).ok).toBe(false);
    },
  );

  it('says so where two histories have nothing in common', async () => {
    commit({ 'reply.py': REPLY });
    git('switch', '--quiet', '--orphan', 'other');
    commit({ 'README.md': '' });
    const { ran } = await scan('--changed-since', 'main');
    expect(ran.stderr).toContain('no ancestor in common');
    expect(ran.exitCode).toBe(2);
  });

  it('starts no program that the repository names', async () => {
    commit({ 'reply.py': REPLY, '.gitattributes': '*.py diff=evil\n' });
    const evil = `touch "${desk}/stolen"`;
    for (const setting of [
      'core.fsmonitor',
      'diff.external',
      'diff.evil.textconv',
      'diff.evil.command',
      'core.pager',
    ]) {
      git('config', setting, evil);
    }
    write('reply.py', REPLY + SUMMARY);
    expect((await scan('--changed-since', 'HEAD')).calls).toEqual(['reply.py:11']);
    expect(nodeFileReader.stat(join(desk, 'stolen')).ok).toBe(false);
  });

  it('keeps to its own reading of a diff, whatever the settings', async () => {
    commit({ 'reply.py': REPLY });
    const settings = {
      'diff.noprefix': 'true',
      'color.ui': 'always',
      'diff.interHunkContext': '50',
      'diff.mnemonicPrefix': 'true',
    };
    for (const [name, value] of Object.entries(settings)) git('config', name, value);
    write('reply.py', `# first\n${REPLY}# last\n`);
    expect((await scan('--changed-since', 'HEAD')).calls).toEqual([]);
  });
});

describe('aegis scan --staged', () => {
  it('reads what is staged and not what the work tree holds', async () => {
    commit({ 'README.md': '' });
    write('reply.py', REPLY);
    git('add', 'reply.py');
    write('reply.py', '# nothing here any more\n');
    write('unstaged.py', REPLY);
    const { calls, ran } = await scan('--staged');
    expect(calls).toEqual(['reply.py:7']);
    expect(ran.exitCode).toBe(1);
    unlinkSync(join(desk, 'reply.py'));
    expect((await scan('--staged')).calls).toEqual(['reply.py:7']);
    expect((await scan('--staged', 'reply.py')).calls).toEqual(['reply.py:7']);
  });

  it('sees no call that was added after staging', async () => {
    commit({ 'reply.py': REPLY });
    write('reply.py', `${REPLY}# more to come\n`);
    git('add', 'reply.py');
    write('reply.py', REPLY + SUMMARY);
    expect((await scan('--staged')).ran).toMatchObject({ exitCode: 0 });
  });

  it('works before the first commit', async () => {
    write('reply.py', REPLY);
    git('add', 'reply.py');
    expect((await scan('--staged')).calls).toEqual(['reply.py:7']);
  });

  it('resolves names in what is staged', async () => {
    commit({ 'pyproject.toml': '', 'clients.py': 'from openai import OpenAI\nclient = OpenAI()\n' });
    write('clients.py', 'client = None\n');
    write('ask.py', 'from clients import client\nclient.responses.create(model="m", input="x")\n');
    git('add', 'ask.py');
    expect((await scan('--staged')).calls).toEqual(['ask.py:2']);
  });

  it('with --changed-since covers what the branch adds, committed or staged', async () => {
    commit({ 'README.md': '' });
    git('switch', '--quiet', '--create', 'work');
    commit({ 'reply.py': REPLY });
    write('reply.py', REPLY + SUMMARY);
    git('add', '--all');
    write('reply.py', '');
    expect((await scan('--staged', '--changed-since', 'main')).calls).toEqual(['reply.py:7', 'reply.py:11']);
  });
});

describe('aegis scan without what git needs', () => {
  it.each([['--staged'], ['--changed-since=main']])('%s in no repository exits 2', async (option) => {
    rmSync(join(desk, '.git'), { recursive: true });
    write('reply.py', REPLY);
    const { ran } = await scan(option);
    expect(ran.stderr).toContain('AEG9041');
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('exits 2 when there is no git', async () => {
    const ran = await runAegis(['scan', '--staged'], { files: { 'reply.py': REPLY } });
    expect(ran.stderr).toContain('AEG9040');
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('does not write a baseline of a part', async () => {
    const ran = await runAegis(['scan', '--staged', '--write-baseline', 'known.json']);
    expect(ran.stderr).toContain('AEG9006');
    expect(ran.exitCode).toBe(2);
  });
});

describe('aegis scan -', () => {
  const files = {
    'pyproject.toml': '',
    'desk/__init__.py': '',
    'desk/clients.py': 'from openai import OpenAI\nclient = OpenAI()\n',
    'desk/ask.py': '# as it is on disk\n',
  };
  const ask = 'from desk.clients import client\nclient.responses.create(model="m", input="x")\n';
  const argv = ['scan', '-', '--format', 'compact', '--stdin-filename'];

  it('reads standard input in place of a file, and resolves names in the project around it', async () => {
    const ran = await runAegis([...argv, 'desk/ask.py'], { files, stdin: ask });
    expect(ran.stdout).toMatch(/^desk\/ask\.py:2:1: warning AEG3001/);
    expect(ran.stdout).toContain('1 source file: 1 read');
    expect(ran.exitCode).toBe(1);
  });

  it('does so for a file that is not there yet', async () => {
    const ran = await runAegis([...argv, 'desk/new.py'], { files, stdin: ask });
    expect(ran.stdout).toMatch(/^desk\/new\.py:2:1: warning/);
  });

  it.each([
    [['scan', '-'], 'AEG9007'],
    [['scan', '--stdin-filename', 'a.py'], 'AEG9007'],
    [['scan', '-', 'desk', '--stdin-filename', 'a.py'], 'AEG9006'],
    [['scan', '-', '--staged', '--stdin-filename', 'a.py'], 'AEG9006'],
    [['scan', '-', '--stdin-filename', 'nowhere/a.py'], 'AEG9010'],
  ])('%j exits 2 and says why', async (line, code) => {
    const ran = await runAegis(line, { files, stdin: ask });
    expect(ran.stderr).toContain(code);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  });
});
