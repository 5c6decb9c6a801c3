import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { deskEvent } from '../audit/log-of.ts';
import { DRIVERS, freshPath, writerAt } from '../store/drivers.ts';
import { PACKAGE_ROOT } from './memory-platform.ts';

const isBuilt = existsSync(`${PACKAGE_ROOT}/dist/cli/main.js`);
const hasPython = spawnSync('python3', ['-c', 'import pty']).status === 0;

interface Session {
  readonly exit: number;
  readonly output: string;
  readonly isRestored: boolean;
}

/** `aegis audit --tail` on a terminal of its own: waits for each text, then types the keys beside it. */
async function follow(
  db: string,
  steps: readonly (readonly [text: string, keys: string])[],
  how: { readonly columns?: number; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Session> {
  const argv = [
    `${PACKAGE_ROOT}/test/cli/terminal-session.py`,
    String(how.columns ?? 100),
    '16',
    JSON.stringify(steps),
    process.execPath,
    `${PACKAGE_ROOT}/bin/aegis.js`,
    ...['audit', '--tail', '--db', db],
  ];
  const { PATH = '' } = process.env;
  const env = { PATH, TERM: 'xterm-256color', ...how.env };
  const child = spawn('python3', argv, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  await new Promise((resolve) => child.once('close', resolve));
  return JSON.parse(text) as Session;
}

/** What a terminal shows, without what moves its cursor. */
const visible = (output: string): string => output.replace(/\u001B\[[\d;?]*[A-Za-z]/g, '');

describe.runIf(isBuilt && hasPython)('aegis audit --tail on a terminal', () => {
  const log = (count: number): string => {
    const path = freshPath();
    const writer = writerAt(path, DRIVERS[0]!);
    writer.append(Array.from({ length: count }, (_, i) => deskEvent(i + 1)));
    writer.close();
    return path;
  };

  test('shows the log, filters by what is typed, and gives the terminal back on Ctrl-C', async () => {
    const ran = await follow(log(6), [
      ['order-6', 'refund'],
      ['2 of 6 lines', '\t'],
      ['paused', '\u0003'],
    ]);
    expect(ran).toMatchObject({ exit: 130, isRestored: true });
    expect(ran.output).toContain('\u001B[31mblock');
    expect(ran.output.lastIndexOf('\u001B[?25h')).toBeGreaterThan(ran.output.lastIndexOf('\u001B[?25l'));
    expect(visible(ran.output)).toContain('> refund');
  });

  test('draws without colour where it is not wanted, and fits a narrow terminal', async () => {
    const ran = await follow(log(6), [['send_mail', '\u0003']], { columns: 30, env: { NO_COLOR: '1' } });
    expect(ran).toMatchObject({ exit: 130, isRestored: true });
    expect(ran.output).not.toMatch(/\u001B\[3\dm/);
    for (const line of visible(ran.output).split(/\r?\n/)) expect(line.length).toBeLessThanOrEqual(30);
  });

  test('waits for a log that is not there yet', async () => {
    const path = freshPath();
    const ran = await follow(path, [['there is no audit log yet', '\u0003']], { columns: 200 });
    expect(ran).toMatchObject({ exit: 130, isRestored: true });
    expect(existsSync(path)).toBe(false);
  });

  test('follows line by line on a terminal that cannot draw', async () => {
    const ran = await follow(log(3), [['order-3', '\u0003']], { env: { TERM: 'dumb' } });
    expect(ran.exit).toBe(130);
    expect(ran.output).not.toContain('\u001B');
  });
});
