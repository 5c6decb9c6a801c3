import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/registry.ts';
import { runAegis } from './run-aegis.ts';

const script = async (shell: string): Promise<string> => (await runAegis(['completion', shell])).stdout;
const hasBash = spawnSync('bash', ['--version']).status === 0;

describe('aegis completion', () => {
  test.each(['bash', 'zsh', 'fish'])('knows every command and option (%s)', async (shell) => {
    const text = await script(shell);
    for (const command of COMMANDS) {
      const words = command.name.split(' ');
      for (const word of words) expect(text).toContain(word);
      for (const option of command.options) {
        const name = option.kind === 'format' ? 'format' : option.name;
        expect(text).toMatch(
          shell === 'fish' ? new RegExp(`from ${words.at(-1)!}' -l ${name} `) : new RegExp(`--${name}\\b`),
        );
      }
    }
  });

  test('suggests the shell that was meant', async () => {
    const ran = await runAegis(['completion', 'bahs']);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('did you mean `bash`?');
  });
});

describe.runIf(hasBash)('in a real bash', () => {
  /** What bash would offer for the last of these words. */
  async function complete(...words: string[]): Promise<string[]> {
    const asked = `${await script('bash')}
COMP_WORDS=(aegis ${words.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length}
_aegis 2>/dev/null
printf '%s\\n' "\${COMPREPLY[@]}"`;
    const ran = spawnSync('bash', ['--norc', '--noprofile', '-c', asked], {
      cwd: new URL('../..', import.meta.url).pathname,
    });
    expect(ran.stderr.toString()).toBe('');
    return ran.stdout
      .toString()
      .split('\n')
      .filter((word) => word !== '')
      .sort();
  }

  test('the script is well formed', async () => {
    const checked = spawnSync('bash', ['-n'], { input: await script('bash') });
    expect(checked.stderr.toString()).toBe('');
    expect(checked.status).toBe(0);
  });

  test('completes commands', async () => {
    expect(await complete('val')).toEqual(['validate']);
    expect(await complete('')).toEqual(
      [...new Set(COMMANDS.map(({ name }) => name.split(' ')[0]!)), '--help', '--version'].sort(),
    );
  });

  test('completes options of the command', async () => {
    expect(await complete('simulate', '--par')).toEqual(['--param', '--params']);
    expect(await complete('validate', '--expl')).toEqual([]);
    expect(await complete('agef', '')).toEqual(['validate']);
    expect(await complete('agef', 'validate', '--form')).toEqual(['--format']);
  });

  test('completes the values of an option', async () => {
    expect(await complete('validate', '--fail-on', '')).toEqual(['error', 'info', 'none', 'warning']);
    expect(await complete('simulate', '--format', 'j')).toEqual(['json', 'jsonl']);
  });

  test('completes operands: codes, commands, shells, files', async () => {
    expect(await complete('explain', 'AEG900')).toEqual([
      'AEG9001',
      'AEG9002',
      'AEG9003',
      'AEG9004',
      'AEG9005',
      'AEG9006',
      'AEG9007',
    ]);
    expect(await complete('help', 'valid')).toEqual(['validate']);
    expect(await complete('completion', '')).toEqual(['bash', 'fish', 'zsh']);
    expect(await complete('validate', 'tsconf')).toEqual(['tsconfig.json']);
  });
});

const hasFish = spawnSync('fish', ['--version']).status === 0;
const hasZsh = spawnSync('zsh', ['--version']).status === 0;

test.runIf(hasFish)('the script for fish is well formed', async () => {
  expect(spawnSync('fish', ['--no-execute'], { input: await script('fish') }).status).toBe(0);
});

test.runIf(hasZsh)('the script for zsh is well formed', async () => {
  expect(spawnSync('zsh', ['-n'], { input: await script('zsh') }).status).toBe(0);
});
