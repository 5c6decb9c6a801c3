import { writeSync } from 'node:fs';
import { EXIT } from './exit-codes.ts';

/**
 * From here on the process ends with 2 unless somebody sets another code: what nobody caught, a promise that is never
 * kept and a signal that can be caught all end it so.
 */
export function failClosed(): void {
  process.exitCode = EXIT.unable;
  process.on('uncaughtException', (error: unknown) => {
    leave(`this is a bug in Aegis: ${error instanceof Error ? error.message : String(error)}`);
  });
  for (const signal of process.platform === 'win32' ? WINDOWS_SIGNALS : SIGNALS) {
    process.on(signal, () => {
      leave(`ended by ${signal}`);
    });
  }
}

const WINDOWS_SIGNALS = ['SIGINT', 'SIGBREAK'] as const;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'SIGXFSZ', 'SIGXCPU'] as const;

function leave(why: string): never {
  try {
    writeSync(process.stderr.fd, `aegis check decided nothing, so the call is refused: ${why}\n`);
  } catch {
    // There is nobody to tell.
  }
  process.exit(EXIT.unable);
}
