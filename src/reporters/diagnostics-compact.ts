import type { Diagnostic } from '../base/index.ts';
import { placeText } from './code-frame.ts';
import { visibleText } from './visible-text.ts';

/**
 * Diagnostics one a line, for `grep`, screen readers and agents; says everything the pretty form says:
 * `policy.yaml:7:5: error AEG1004: unknown key ... [did you mean ...] help: ...`.
 */
export function compactDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((diagnostic) => `${compactDiagnostic(diagnostic)}\n`).join('');
}

function compactDiagnostic({ code, severity, message, span, label, help, related }: Diagnostic): string {
  const parts = [
    span === undefined ? '' : `${placeText(span)}:`,
    `${severity} ${code}:`,
    visibleText(message),
    label === undefined ? '' : `[${visibleText(label)}]`,
    help === undefined ? '' : `help: ${visibleText(help)}`,
    ...(related ?? []).map((place) => `(${placeText(place.span)}: ${visibleText(place.message)})`),
  ];
  return parts.filter((part) => part !== '').join(' ');
}
