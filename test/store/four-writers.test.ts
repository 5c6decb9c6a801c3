import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'tsdown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LogVerifier, parsedEvent } from '../../src/audit/index.ts';
import { nodeCryptography } from '../../src/platform/index.ts';
import { DRIVERS, freshPath, readerAt } from './drivers.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const EACH = 2500;
let program = '';

/** In node_modules, so that the bundle finds the packages it does not contain. */
beforeAll(async () => {
  const folder = mkdtempSync(join(ROOT, 'node_modules', '.aegis-writers-'));
  await build({
    config: false,
    entry: [join(ROOT, 'test/store/writer-process.ts')],
    outDir: folder,
    format: 'esm',
    platform: 'node',
    dts: false,
    logLevel: 'error',
    external: ['better-sqlite3'],
    noExternal: [/^@noble\//],
  });
  program = join(
    folder,
    readdirSync(folder).find((file) => file.startsWith('writer-process'))!,
  );
});
afterAll(() => {
  if (program !== '') rmSync(join(program, '..'), { recursive: true, force: true });
});

test('four processes make one chain; one that is killed loses nothing that was acknowledged', async () => {
  const path = freshPath();
  const acknowledged = await Promise.all([0, 1, 2, 3].map((which) => writeEvents(path, which)));
  const reader = readerAt(path, DRIVERS[0]!);
  const entries = [...reader.entries()];
  const verifier = new LogVerifier(reader.log, nodeCryptography);
  expect(entries.findIndex((entry) => !verifier.take(entry))).toBe(-1);
  expect(reader.damages()).toEqual([]);
  reader.close();

  const said = acknowledged.flat();
  for (const { sequence, hash } of said) expect(entries[sequence - 1]?.hash).toBe(hash);
  expect(new Set(said.map(({ sequence }) => sequence)).size).toBe(said.length);
  const whole = acknowledged.slice(1);
  expect(whole.map((one) => one.length)).toEqual([EACH, EACH, EACH]);
  expect(acknowledged[0]!.length).toBeGreaterThan(0);
  expect(acknowledged[0]!.length).toBeLessThan(EACH);
  const names = entries.map((entry) => parsedEvent(entry.event)?.event_id);
  expect(new Set(names).size).toBe(entries.length);
  // of the killed one, at most one batch was on disk and not yet acknowledged
  expect(entries.length - said.length).toBeLessThanOrEqual(50);
}, 240_000);

interface Said {
  readonly sequence: number;
  readonly hash: string;
}

/** What a writer said was written; the first is killed in the middle of it. */
function writeEvents(path: string, which: number): Promise<readonly Said[]> {
  const child = spawn(process.execPath, [program, path, String(which * EACH + 1), String(EACH)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (more: string) => {
    text += more;
    if (which === 0 && text.split('\n').length > EACH / 3) child.kill('SIGKILL');
  });
  return new Promise((resolve) => {
    child.once('close', () => {
      const lines = text
        .slice(0, text.lastIndexOf('\n') + 1)
        .split('\n')
        .filter((line) => line !== '');
      resolve(
        lines.map((line) => ({ sequence: Number(line.split(' ')[0]), hash: line.split(' ')[1] ?? '' })),
      );
    });
  });
}
