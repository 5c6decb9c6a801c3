import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Io } from './io.ts';
import { VERSION } from './version.ts';

/** Whatever was thrown and not foreseen is a defect of Aegis: say so, and say what helps to find it. */
export function reportBug(io: Io, argv: readonly string[], error: unknown): ExitCode {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  const lines = [
    'error[AEG9070]: this is a bug in Aegis, not in your files',
    `  ${message}`,
    '  = help: please report it with the command line, the lines below and, if you can, the input',
    `  = aegis ${VERSION}, command: aegis ${argv.map(quoted).join(' ')}`,
    ...(argv.includes('--verbose') ? [stack] : ['  = help: `--verbose` adds the stack to report']),
  ];
  io.stderr.write(`${lines.join('\n')}\n`);
  return EXIT.bug;
}

function quoted(argument: string): string {
  return /^[\w./:=@,+-]+$/.test(argument) ? argument : JSON.stringify(argument);
}
