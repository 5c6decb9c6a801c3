import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { COMMANDS } from '../../src/cli/registry.ts';
import { runAegis } from './run-aegis.ts';

describe('the command line as a whole', () => {
  test('says its version', async () => {
    expect(await runAegis(['--version'])).toMatchObject({
      exitCode: 0,
      stdout: `${manifest.version}\n`,
      stderr: '',
    });
  });

  test.each([[[]], [['--help']], [['-h']], [['help']]])(
    'lists every command for `aegis %j`',
    async (argv) => {
      const ran = await runAegis(argv);
      expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
      for (const command of COMMANDS) expect(ran.stdout).toMatch(new RegExp(`^  ${command.name} +\\S`, 'm'));
    },
  );

  test('suggests the nearest command and exits 2', async () => {
    const ran = await runAegis(['explan']);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('error[AEG9001]: unknown command `explan`');
    expect(ran.stderr).toContain('did you mean `aegis explain`?');
  });

  test.each([
    [['agef'], 'unknown command `agef`', 'there is `aegis agef validate`'],
    [['agef', 'valdate', 'x'], 'unknown command `agef valdate`', 'did you mean `aegis agef validate`?'],
  ])('names the commands of two words that %j may mean', async (argv, says, helps) => {
    const ran = await runAegis(argv);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(says);
    expect(ran.stderr).toContain(helps);
  });

  test('suggests the nearest option and exits 2', async () => {
    const ran = await runAegis(['validate', '--fail-of', 'none']);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('error[AEG9002]');
    expect(ran.stderr).toContain('did you mean `--fail-on`?');
  });

  test('suggests nothing that is far', async () => {
    const ran = await runAegis(['validate', '--zzz']);
    expect(ran.stderr).toContain('`aegis validate --help` shows what it takes');
  });

  test.each([
    [['validate', 'a.yaml', 'b.yaml'], 'AEG9004'],
    [['validate', '--fail-on'], 'AEG9005'],
    [['validate', '--fail-on', 'eror'], 'AEG9003'],
    [['validate', '--format', 'jsn'], 'AEG9003'],
    [['validate', '--format', 'json', '--format', 'pretty'], 'AEG9006'],
    [['validate', '--format', 'json=a.txt', '--format', 'sarif=a.txt'], 'AEG9006'],
    [['validate', '--format', 'json=a.txt', '--output', 'a.txt', '--format', 'pretty'], 'AEG9006'],
    [['validate', '--output', '--quiet'], 'AEG9005'],
    [['validate', '--fail-on', '--format', 'json'], 'AEG9005'],
    [['completion'], 'AEG9004'],
    [['--config', 'x', 'validate'], 'AEG9002'],
    [['help', 'nothing-like-it'], 'AEG9001'],
  ])('refuses %j before any work with %s and exit 2', async (argv, code) => {
    const ran = await runAegis(argv);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(`error[${code}]`);
  });

  test('takes common flags before the command', async () => {
    expect((await runAegis(['--no-color', 'explain', 'AEG9001'])).exitCode).toBe(0);
  });

  test.each(COMMANDS.map((command) => [command.name]))(
    '`aegis help %s` equals `aegis %s --help`',
    async (name) => {
      const [long, short] = [
        await runAegis(['help', ...name.split(' ')]),
        await runAegis([...name.split(' '), '--help']),
      ];
      expect(long.stdout).toBe(short.stdout);
      expect(long.exitCode).toBe(0);
    },
  );

  test('an interrupt ends with 130 and says that the output is not whole', async () => {
    const ran = await runAegis(['explain'], { interrupted: AbortSignal.abort() });
    expect(ran.exitCode).toBe(130);
    expect(ran.stderr).toContain('interrupted');
  });
});

describe('a defect', () => {
  test('exits 70, says what to report, and shows the stack only with --verbose', async () => {
    const broken = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new RangeError('the environment exploded');
        },
      },
    );
    const quiet = await runAegis(['config'], { env: broken });
    expect(quiet.exitCode).toBe(70);
    expect(quiet.stderr).toContain('error[AEG9070]: this is a bug in Aegis');
    expect(quiet.stderr).toContain('RangeError: the environment exploded');
    expect(quiet.stderr).toContain(`aegis ${manifest.version}, command: aegis config`);
    expect(quiet.stderr).not.toMatch(/^ +at /m);
    const verbose = await runAegis(['config', '--verbose'], { env: broken });
    expect(verbose.stderr).toMatch(/^ +at /m);
  });
});

describe('colour', () => {
  const ESC = '\u001B[';
  test.each([
    ['a terminal', { terminal: 80 }, [], true],
    ['a pipe', {}, [], false],
    ['a terminal with NO_COLOR', { terminal: 80, env: { NO_COLOR: '1' } }, [], false],
    ['a terminal with an empty NO_COLOR', { terminal: 80, env: { NO_COLOR: '' } }, [], true],
    ['a terminal with --no-color', { terminal: 80 }, ['--no-color'], false],
    ['a dumb terminal', { terminal: 80, env: { TERM: 'dumb' } }, [], false],
  ])('on %s', async (_, world, flags, isColoured) => {
    const ran = await runAegis(['explain', 'AEG9001', ...flags], world);
    expect(ran.stdout.includes(ESC)).toBe(isColoured);
  });
});
