import { EXIT, type ExitCode } from './exit-codes.ts';
import { hookExitCode, isHookCall } from './hook-mode.ts';
import type { Io } from './io.ts';
import { VERSION } from './version.ts';

/**
 * Runs one command line and answers its exit code. Everything it sees and touches comes through `io`, so that a test
 * runs it in-process. Nothing is imported before it is known to be needed: start-up time is a feature.
 */
export async function execute(argv: readonly string[], io: Io): Promise<ExitCode> {
  const exitCode = await executeAny(argv, io);
  return isHookCall(argv) ? hookExitCode(argv, exitCode) : exitCode;
}

async function executeAny(argv: readonly string[], io: Io): Promise<ExitCode> {
  if (argv[0] === '--version' || argv[0] === '-V') {
    io.stdout.write(`${VERSION}\n`);
    return EXIT.done;
  }
  try {
    return await untilInterrupted(runCommandLine(argv, io), io.interrupted);
  } catch (error) {
    if (io.interrupted.aborted) return sayInterrupted(io);
    const { reportBug } = await import('./report-bug.ts');
    return reportBug(io, argv, error);
  }
}

async function runCommandLine(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { runCommandLine: run } = await import('./run-command-line.ts');
  return await run(argv, io);
}

/** A command that waits for input never looks at the signal; the user need not wait for it. */
function untilInterrupted(running: Promise<ExitCode>, interrupted: AbortSignal): Promise<ExitCode> {
  const stopped = new Promise<never>((_, reject) => {
    const stop = (): void => {
      reject(new Error('interrupted'));
    };
    if (interrupted.aborted) stop();
    interrupted.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([running, stopped]);
}

function sayInterrupted(io: Io): ExitCode {
  io.stderr.write('interrupted: the output above is not complete\n');
  return EXIT.interrupted;
}
