import { describe, expect, it } from 'vitest';
import { memoryPlatform } from './memory-platform.ts';
import { runAegis, type World } from './run-aegis.ts';

const CALL = 'from openai import OpenAI\nOpenAI().responses.create(model="gpt-5", input="Hello")\n';

/** A folder whose files change once for each step that is given; after the last one `end` is told. */
function changing(steps: readonly (() => void)[], end: () => void) {
  const files: Record<string, string> = { '/work/pyproject.toml': '', '/work/desk/a.py': '' };
  const { files: reader } = memoryPlatform(files);
  const watched: (readonly string[])[] = [];
  const relevant: ((path: string) => boolean)[] = [];
  let isClosed = false;
  const left = [...steps];
  const platform: NonNullable<World['platform']> = {
    files: reader,
    watchFolders: (isRelevant) => {
      relevant.push(isRelevant);
      return {
        update: (folders) => {
          watched.push(folders);
          return 0;
        },
        next: async () => {
          const step = left.shift();
          if (step === undefined) {
            end();
            await new Promise(() => undefined);
          }
          step?.();
        },
        close: () => {
          isClosed = true;
        },
      };
    },
  };
  return {
    files,
    platform,
    watched,
    isRelevant: (path: string) => relevant[0]!(path),
    isClosed: () => isClosed,
  };
}

/** A key that is typed when `press` is called. */
function keyboard(key: string): { readonly keys: AsyncIterable<string>; readonly press: () => void } {
  let press = (): void => undefined;
  const pressed = new Promise<void>((resolve) => {
    press = resolve;
  });
  async function* keys(): AsyncGenerator<string> {
    yield 'x';
    await pressed;
    yield key;
  }
  return { keys: keys(), press: () => press() };
}

describe('aegis scan --watch', () => {
  it.each([['q'], ['\u0003']])(
    'on a terminal shows each round on a clear screen, and %j ends it',
    async (key) => {
      const { keys, press } = keyboard(key);
      const world = changing(
        [() => (world.files['/work/desk/a.py'] = CALL), () => (world.files['/work/new/b.py'] = CALL)],
        press,
      );
      const ran = await runAegis(['scan', '--watch', '--no-color'], {
        platform: world.platform,
        keys,
        terminal: 80,
      });
      const rounds = ran.stdout.split('\u001B[2J\u001B[3J\u001B[H').slice(1);
      expect(rounds.map((round) => /(\w+) AI calls?/.exec(round)?.[1])).toEqual(['no', '1', '2']);
      expect(world.watched.at(-1)).toEqual(['/work', '/work/desk', '/work/new']);
      expect(ran.stderr).toContain('watching 3 folders; q ends');
      expect(ran.exitCode).toBe(0);
      expect(world.isClosed()).toBe(true);
    },
  );

  it('elsewhere writes one round after the other until it is interrupted', async () => {
    const interrupt = new AbortController();
    const world = changing([() => (world.files['/work/desk/a.py'] = CALL)], () => {
      interrupt.abort();
    });
    const ran = await runAegis(['scan', '--watch', '--format', 'compact'], {
      platform: world.platform,
      interrupted: interrupt.signal,
    });
    expect(ran.stdout).not.toContain('\u001B');
    expect(ran.stdout).toMatch(/^no AI calls\n.*\ndesk\/a\.py:2:1: warning AEG3001.*\n1 AI call: .*\n.*\n$/);
    expect(ran.stderr).toContain('watching 2 folders; Ctrl-C ends');
    expect(ran.stderr.match(/interrupted/g)).toHaveLength(1);
    expect(ran.exitCode).toBe(130);
    expect(world.isClosed()).toBe(true);
  });

  it('goes on after a round that could not be done', async () => {
    const { keys, press } = keyboard('q');
    const world = changing(
      [
        () => (world.files['/work/aegis.yaml'] = 'scan: [\n'),
        () => (world.files['/work/aegis.yaml'] = 'scan: { fail_on: none }\n'),
      ],
      press,
    );
    const ran = await runAegis(['scan', '--watch'], { platform: world.platform, keys, terminal: 80 });
    expect(ran.stderr).toContain('aegis.yaml:');
    expect(ran.stdout.match(/no AI calls/g)).toHaveLength(2);
  });

  it('looks at sources and at what configures the scan, not at reports', async () => {
    const { keys, press } = keyboard('q');
    const world = changing([], press);
    await runAegis(['scan', '--watch'], { platform: world.platform, keys, terminal: 80 });
    const paths = [
      'a.py',
      'b.tsx',
      'c.ipynb',
      'aegis.yaml',
      'package.json',
      '.gitignore',
      'report.sarif',
      'notes.md',
      'aegis.json',
    ];
    expect(paths.filter((path) => world.isRelevant(`/work/${path}`))).toEqual(paths.slice(0, 6));
  });

  it.each([
    [['scan', '-', '--stdin-filename', 'a.py', '--watch']],
    [['scan', '--write-baseline', 'known.json', '--watch']],
  ])('%j exits 2', async (argv) => {
    const ran = await runAegis(argv, { stdin: '' });
    expect(ran.stderr).toContain('AEG9006');
    expect(ran.exitCode).toBe(2);
  });
});
