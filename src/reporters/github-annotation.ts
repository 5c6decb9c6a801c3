import type { Severity, Span } from '../base/index.ts';

/** One thing to show beside a line of a pull request. */
export interface Annotation {
  readonly severity: Severity;
  readonly title: string;
  readonly span?: Span;
  readonly text: string;
}

/** The workflow command of GitHub Actions that shows it, with its line break. */
export function githubAnnotation({ severity, title, span, text }: Annotation): string {
  const properties: Record<string, string> = { title };
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
  return `::${LEVELS[severity]} ${listed}::${escapeData(text)}\n`;
}

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** The escapes that the runner undoes; anything else it takes literally. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
