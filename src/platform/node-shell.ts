import { spawn } from 'node:child_process';

/** What became of a command: its exit code (`null` after a signal or when it took too long) and what it said. */
export interface ShellRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line as the system's shell does. `input` absent: its standard input stays open and silent. */
export type RunShell = (
  command: string,
  options: {
    readonly folder: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly input?: Uint8Array;
    /** Milliseconds after which it is ended. */
    readonly timeout: number;
  },
) => Promise<ShellRun>;

export const runNodeShell: RunShell = (command, { folder, env, input, timeout }) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, { cwd: folder, env: { ...process.env, ...env }, shell: true, timeout });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    // A command that ends before it has read everything is its own matter.
    child.stdin.on('error', () => undefined);
    if (input !== undefined) child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({ exitCode, stdout, stderr });
    });
  });
