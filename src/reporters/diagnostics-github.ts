import type { Diagnostic } from '../base/index.ts';
import { githubAnnotation } from './github-annotation.ts';

/** Diagnostics as workflow commands of GitHub Actions, which shows them beside the lines of a pull request. */
export function githubDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(annotation).join('');
}

function annotation({ code, severity, message, span, label, help }: Diagnostic): string {
  const text = [message, label, help].filter((part) => part !== undefined).join('\n');
  return githubAnnotation({ severity, title: code, text, ...(span === undefined ? {} : { span }) });
}
