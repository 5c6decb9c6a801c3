import type { Diagnostic } from '../base/index.ts';
import { CLI_CODES, type CliCode } from './codes.ts';

/** A diagnostic of the command line itself. */
export function problem(
  code: CliCode,
  message: string,
  more: { help?: string; label?: string } = {},
): Diagnostic {
  return { code, severity: CLI_CODES[code].severity, message, ...more };
}
