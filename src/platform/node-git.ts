import { spawn } from 'node:child_process';
import type { Git, GitRun } from '../base/index.ts';

/**
 * The git of this machine. It takes no lock, asks nobody for a password, speaks English, and starts no program that the
 * settings of a repository name.
 */
export const nodeGit: Git = {
  run: (args, { folder, input = '' }) =>
    new Promise((resolve) => {
      const child = spawn('git', [...WITHOUT_HOOKS, ...args], {
        cwd: folder,
        env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
        shell: false,
        windowsHide: true,
      });
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
      child.on('error', () => {
        resolve({ kind: 'missing' });
      });
      child.on('close', (exitCode) => {
        resolve(ended(exitCode ?? 1, stdout, stderr));
      });
      // It may end before it has read everything.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    }),
};

const WITHOUT_HOOKS = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=', '--no-pager'];

function ended(exitCode: number, stdout: readonly Buffer[], stderr: readonly Buffer[]): GitRun {
  return { kind: 'ended', exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
}
