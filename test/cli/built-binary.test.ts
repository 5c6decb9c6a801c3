import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PACKAGE_ROOT } from './memory-platform.ts';

const BIN = `${PACKAGE_ROOT}/bin/aegis.js`;
const isBuilt = existsSync(`${PACKAGE_ROOT}/dist/cli/main.js`);
const isPosix = process.platform !== 'win32';
const POLICY = 'version: "1"\nrules:\n  - match: { type: "*delete*" }\n    approval: block\n';

/** What only a process of its own can show; the rest is tested in-process. */
describe.runIf(isBuilt)('the built binary', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'aegis-'));
    writeFileSync(join(folder, 'policy.yaml'), POLICY);
    writeFileSync(join(folder, 'actions.jsonl'), '{"type":"delete_user","target":"crm"}\n'.repeat(20_000));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (argv: readonly string[], input?: string) =>
    spawnSync(process.execPath, [BIN, ...argv], { cwd: folder, input: input ?? '', encoding: 'utf8' });

  test('sets the exit code', () => {
    expect(run(['validate', 'policy.yaml']).status).toBe(0);
    expect(run(['validate', 'gone.yaml']).status).toBe(2);
    expect(run(['simulate', 'policy.yaml', 'delete', '--expect', 'auto', '--quiet']).status).toBe(1);
  });

  test.runIf(existsSync('/dev/full')).each([['validate', 'policy.yaml'], ['schema'], ['--version']])(
    'says that a full disk took no result, without a stack: aegis %s %s',
    (...argv) => {
      const full = openSync('/dev/full', 'w');
      const ran = spawnSync(process.execPath, [BIN, ...argv], {
        cwd: folder,
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
      });
      closeSync(full);
      expect(ran.status).toBe(2);
      expect(ran.stderr).toMatch(
        /^error\[AEG9014\]: cannot write standard output: .*ENOSPC.*\n.*explain AEG9014\n$/,
      );
    },
  );

  test('reads standard input', () => {
    const ran = run(
      ['simulate', 'policy.yaml', '--file', '-', '--format', 'compact', '--quiet'],
      '{"type":"delete"}\n',
    );
    expect(ran.stdout).toContain('block medium rule_0 delete');
  });

  test('writes a file and leaves nothing beside it', () => {
    expect(run(['schema', '--output', 'aegis.schema.json']).status).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['actions.jsonl', 'aegis.schema.json', 'policy.yaml']);
  });

  test.runIf(isPosix)('refuses a named pipe instead of waiting for it', () => {
    spawnSync('mkfifo', [join(folder, 'pipe')]);
    const ran = run(['validate', 'pipe']);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('error[AEG9013]');
    rmSync(join(folder, 'pipe'));
  });

  test('ends quietly when its reader goes away', async () => {
    const child = spawn(
      process.execPath,
      [BIN, 'simulate', 'policy.yaml', '--file', 'actions.jsonl', '--quiet'],
      { cwd: folder },
    );
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test.runIf(isPosix)('an interrupt while it waits for input ends it with 130', async () => {
    const child = spawn(
      process.execPath,
      [BIN, 'simulate', 'policy.yaml', '--file', '-', '--output', 'out.txt'],
      { cwd: folder },
    );
    let stderr = '';
    const said = new Promise<void>((resolve) => {
      child.stderr.on('data', (chunk: Buffer) => {
        stderr += chunk.toString();
        if (stderr.includes('at: ')) resolve();
      });
    });
    await said;
    child.kill('SIGINT');
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect(status).toBe(130);
    expect(stderr).toContain('interrupted');
    expect(readdirSync(folder).filter((file) => file.includes('out.txt'))).toEqual([]);
  });
});
