import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isBuilt, packStandIn, version, writeStandIn } from './stand-in.ts';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files?: string;
}

const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as readonly Hook[];
const page = readFileSync('docs/ci.md', 'utf8');
const hasPreCommit = spawnSync('pre-commit', ['--version']).status === 0;

const CALL =
  'from openai import OpenAI\nclient = OpenAI()\nclient.responses.create(model="gpt-5", input="Hello")\n';

describe('.pre-commit-hooks.yaml', () => {
  it('runs the version of this package, and the package has no script that would run when it is installed', () => {
    for (const { entry } of hooks) expect(entry).toContain(` agent-aegis@${version} `);
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const installing = ['preinstall', 'install', 'postinstall', 'prepare', 'prepack', 'prepublish'];
    expect(installing.filter((name) => name in scripts)).toEqual([]);
  });

  it('has the hooks that docs/ci.md names', () => {
    expect(hooks.map(({ id }) => id)).toEqual(['aegis-scan', 'aegis-validate', 'aegis-test']);
  });
});

describe.skipIf(!hasPreCommit || !isBuilt)('the real pre-commit', () => {
  let work: string;
  let desk: string;

  beforeEach(() => {
    work = realpathSync(mkdtempSync(join(tmpdir(), 'aegis-hooks-')));
    desk = join(work, 'desk');
    mkdirSync(desk);
    git(desk, 'init', '--quiet');
  });

  afterEach(() => {
    rmSync(work, { recursive: true, force: true });
  });

  function git(folder: string, ...args: readonly string[]): string {
    const options = ['user.name=Kim', 'user.email=kim@example.com'].flatMap((setting) => ['-c', setting]);
    return execFileSync('git', [...options, ...args], { cwd: folder, encoding: 'utf8' }).trim();
  }

  function stage(files: Readonly<Record<string, string>>): void {
    for (const [file, text] of Object.entries(files)) writeFileSync(join(desk, file), text);
    git(desk, 'add', ...Object.keys(files));
  }

  function run(): { readonly exitCode: number | null; readonly output: string } {
    const env = {
      ...process.env,
      PRE_COMMIT_HOME: join(work, 'home'),
      HOME: work,
      npm_config_offline: 'true',
    };
    const ran = spawnSync('pre-commit', ['run', '--verbose'], { cwd: desk, encoding: 'utf8', env });
    return { exitCode: ran.status, output: ran.stdout + ran.stderr };
  }

  it('takes the hooks of this repository', () => {
    const repository = join(work, 'agent-aegis');
    mkdirSync(repository);
    copyFileSync('.pre-commit-hooks.yaml', join(repository, '.pre-commit-hooks.yaml'));
    git(repository, 'init', '--quiet');
    git(repository, 'add', '--all');
    git(repository, 'commit', '--quiet', '--message', 'hooks');
    // npx takes the package from the project where it is installed there at this version.
    writeStandIn(join(desk, 'node_modules/agent-aegis'));
    mkdirSync(join(desk, 'node_modules/.bin'));
    symlinkSync('../agent-aegis/bin/aegis.js', join(desk, 'node_modules/.bin/aegis'));
    const config = {
      repo: repository,
      rev: git(repository, 'rev-parse', 'HEAD'),
      hooks: hooks.map(({ id }) => ({ id })),
    };
    stage({
      '.pre-commit-config.yaml': JSON.stringify({ repos: [config] }),
      'ask.py': CALL,
      'policy.yaml': 'version: "1"\nrules:\n  - { match: { type: "*delete*" }, approval: block }\n',
      'policy.test.yaml':
        'tests:\n  - { name: deletes, action: { type: delete_user }, expect: { approval: block } }\n',
    });
    const refused = run();
    expect(refused.output).toMatch(
      /aegis scan\.+Failed[^]*AEG3001[^]*aegis validate\.+Passed[^]*aegis test\.+Passed/,
    );
    expect(refused.exitCode).toBe(1);
    stage({ 'ask.py': 'print("hello")\n', 'policy.yaml': 'version: "1"\nrulez: []\n' });
    expect(run().output).toMatch(/aegis scan\.+Passed[^]*aegis validate\.+Failed/);
  });

  it('installs the package into an environment of its own, as docs/ci.md shows', () => {
    const tarball = join(work, 'agent-aegis.tgz');
    packStandIn(tarball);
    const recipe = [...page.matchAll(/^```yaml\n([^]*?)^```$/gm)]
      .map(([, text = '']) => text)
      .find((text) => text.includes('repo: local'));
    const config = recipe!.replaceAll(`agent-aegis@${version}`, tarball);
    stage({ '.pre-commit-config.yaml': config, 'ask.py': CALL });
    const refused = run();
    expect(refused.output).toMatch(/aegis scan\.+Failed[^]*AEG3001/);
    expect(refused.exitCode).toBe(1);
  });
});
