import type { Diagnostic, Severity } from '../base/index.ts';

/** Diagnostics as workflow commands of GitHub Actions, which shows them beside the lines of a pull request. */
export function githubDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((diagnostic) => `${annotation(diagnostic)}\n`).join('');
}

function annotation({ code, severity, message, span, label, help }: Diagnostic): string {
  const properties: Record<string, string> = { title: code };
  if (span !== undefined) {
    properties['file'] = span.file;
    properties['line'] = String(span.start.line);
    properties['col'] = String(span.start.column);
    properties['endLine'] = String(span.end.line);
    properties['endColumn'] = String(span.end.column);
  }
  const listed = Object.entries(properties)
    .map(([name, value]) => `${name}=${escapeProperty(value)}`)
    .join(',');
  const text = [message, label, help].filter((part) => part !== undefined).join('\n');
  return `::${LEVELS[severity]} ${listed}::${escapeData(text)}`;
}

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** The escapes that the runner undoes; anything else it takes literally. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
