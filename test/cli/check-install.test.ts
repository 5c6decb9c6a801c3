import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AGENTS, findAgent, withHooks, type JsonObject } from '../../src/hooks/index.ts';
import { PACKAGE_ROOT } from './memory-platform.ts';
import { runAegis, type World } from './run-aegis.ts';

const FILES = {
  'claude-code': '/work/.claude/settings.json',
  codex: '/work/.codex/hooks.json',
  cursor: '/work/.cursor/hooks.json',
  gemini: '/work/.gemini/settings.json',
} as const;

const install = (hook: string, world: World = {}, more: readonly string[] = ['--yes']) =>
  runAegis(['check', '--hook', hook, '--install', ...more], world);

describe.each(AGENTS)('aegis check --hook %s --install', (hook) => {
  const path = FILES[hook];

  test('shows the change, makes it, and has nothing to do the second time', async () => {
    const first = await install(hook);
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toContain('+++ ');
    const text = first.machine.written.get(path)!;
    expect(text).toContain(`\\"/usr/bin/node\\" \\"${PACKAGE_ROOT}/bin/aegis.js\\" check --hook ${hook}`);
    const second = await install(hook, { files: { [path]: text } });
    expect(second).toMatchObject({ exitCode: 0 });
    expect(second.stdout).toContain('is as it should be');
    expect(second.machine.written.size).toBe(0);
  });

  test('keeps everything else, and --uninstall gives it back', async () => {
    const before = {
      ...findAgent(hook)!.settings.base,
      theme: 'dark',
      hooks: { Stop: [{ command: 'say done' }] },
    };
    const files = { [path]: `${JSON.stringify(before, undefined, 4)}\n` };
    const text = (await install(hook, { files })).machine.written.get(path)!;
    expect(JSON.parse(text)).toMatchObject(before);
    expect(text).toContain('\n    "theme"');
    const gone = await runAegis(['check', '--hook', hook, '--uninstall', '--yes'], {
      files: { [path]: text },
    });
    expect(gone.machine.written.get(path)).toBe(files[path]);
  });

  test('leaves a file alone that it does not understand', async () => {
    for (const text of ['{ // comment\n}', '[]', '{"hooks": 7}', '{"hooks": {"Stop": {}}}']) {
      const ran = await install(hook, { files: { [path]: text } });
      expect(ran.exitCode).toBe(2);
      expect(ran.stderr).toContain('AEG4053');
      expect(ran.machine.written.size).toBe(0);
    }
  });
});

describe('aegis check --install', () => {
  test('asks on the terminal, and takes only a yes', async () => {
    const terminal = (line: string | undefined) => ({
      platform: {
        openTerminal: () => ({ user: 'kim', ask: () => Promise.resolve(line), close: () => undefined }),
      },
    });
    expect((await install('codex', terminal('yes'), [])).machine.written.size).toBe(1);
    for (const line of ['no', 'y', undefined]) {
      const ran = await install('codex', terminal(line), []);
      expect(ran.exitCode).toBe(2);
      expect(ran.machine.written.size).toBe(0);
    }
    const nobody = await install('codex', {}, []);
    expect(nobody.exitCode).toBe(2);
    expect(nobody.stderr).toContain('`--yes`');
  });

  test('writes the settings of the user, with the policy that is named', async () => {
    const ran = await runAegis([
      'check',
      'p.yaml',
      '--hook',
      'codex',
      '--install',
      '--user',
      '--yes',
      '--grant',
      '--db',
      'log.db',
    ]);
    const text = ran.machine.written.get('/home/kim/.codex/hooks.json');
    expect(text).toContain('check \\"/work/p.yaml\\" --hook codex --grant --db \\"/work/log.db\\"');
  });

  test('needs an agent, and one thing at a time', async () => {
    for (const argv of [
      ['--install'],
      ['--hook', 'generic', '--install'],
      ['--hook', 'codex', '--install', '--uninstall'],
      ['--hook', 'codex', '--stream'],
    ])
      expect((await runAegis(['check', ...argv, '--yes'], { stdin: '{}' })).exitCode).toBe(2);
  });

  test('the lines of the README do what they say', async () => {
    const readme = readFileSync(`${PACKAGE_ROOT}/README.md`, 'utf8');
    const lines = [...readme.matchAll(/^\$ aegis (check .*)$/gm)].map(([, line]) => line!.split(' '));
    expect(lines).toHaveLength(2);
    const installed = await runAegis([...lines[0]!, '--yes']);
    expect(installed.exitCode).toBe(0);
    const files = Object.fromEntries(installed.machine.written);
    const runShell = () => Promise.resolve({ exitCode: 2, stdout: '', stderr: 'refused' });
    const temporaryFolder = () => ({ path: '/work', remove: () => undefined });
    const loadSqlite = () => Promise.resolve(undefined);
    const tested = await runAegis(lines[1]!, { files, platform: { runShell, temporaryFolder, loadSqlite } });
    expect(tested.stdout).toContain('ok      no JSON: refused');
    expect(tested.stdout).toContain('FAILED  a harmless call: refused');
    expect(tested.exitCode).toBe(1);
  });

  test('the lines of docs/hooks.md are what is installed', () => {
    const page = readFileSync(`${PACKAGE_ROOT}/docs/hooks.md`, 'utf8');
    const shown = [...page.matchAll(/`(\{"(?:hooks|version)".*?\})`(?: and|$)/gm)].map(
      ([, json]) => JSON.parse(json!) as JsonObject,
    );
    expect(shown).toHaveLength(AGENTS.length);
    AGENTS.forEach((name, index) => {
      const command = `/usr/bin/node /opt/agent-aegis/bin/aegis.js check --hook ${name}`;
      const installed = withHooks(undefined, findAgent(name)!.settings, command);
      expect(installed.ok && without(installed.value)).toEqual(without(shown[index]!));
    });
  });
});

/** The settings with the events before a call alone, and without the name that only a list of hooks shows. */
function without({ hooks, ...rest }: JsonObject): unknown {
  const [first] = Object.entries(hooks as JsonObject);
  return JSON.parse(
    JSON.stringify({ ...rest, hooks: Object.fromEntries([first!]) }).replace('"name":"aegis",', ''),
  );
}
