import type { Diagnostic, Severity, Source, Span } from '../base/index.ts';
import { codeFrame, linesOf, placeAndCellText } from './code-frame.ts';
import type { Paint } from './paint.ts';
import { visibleText } from './visible-text.ts';

export interface DiagnosticsLook {
  readonly paint: Paint;
  /** The texts that spans point into, by the file they name. A span without its text is shown as a place only. */
  readonly sources?: readonly Source[];
  /** Cells for a line of source. */
  readonly width?: number;
}

/**
 * Diagnostics as a person reads them: what, where with the source line, what to do, and where more is said. Empty text
 * for no diagnostics; ends in a line break otherwise.
 */
export function prettyDiagnostics(diagnostics: readonly Diagnostic[], look: DiagnosticsLook): string {
  return diagnostics.map((diagnostic) => `${prettyDiagnostic(diagnostic, look).join('\n')}\n`).join('\n');
}

/** `2 errors, 1 warning`; `undefined` for none. */
export function countText(diagnostics: readonly Diagnostic[]): string | undefined {
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    if (count === 0) return [];
    const noun = severity === 'info' ? 'note' : severity;
    return [`${count} ${noun}${count === 1 ? '' : 's'}`];
  });
  return counts.length === 0 ? undefined : counts.join(', ');
}

function prettyDiagnostic(diagnostic: Diagnostic, look: DiagnosticsLook): string[] {
  const { paint } = look;
  const accent = accentOf(diagnostic.severity, paint);
  const gutter = gutterOf(diagnostic, look);
  const note = (name: string, text: string): string =>
    `${' '.repeat(gutter + 2)}${paint.blue('=')} ${paint.bold(`${name}:`)} ${text}`;
  return [
    `${accent(paint.bold(`${diagnostic.severity}[${diagnostic.code}]`))}${paint.bold(`: ${visibleText(diagnostic.message)}`)}`,
    ...place(diagnostic.span, diagnostic.label, accent, '^', gutter, look),
    ...(diagnostic.related ?? []).flatMap((related) =>
      place(related.span, related.message, paint.blue, '-', gutter, look),
    ),
    ...(diagnostic.help === undefined ? [] : [note('help', visibleText(diagnostic.help))]),
    note('explain', `aegis explain ${diagnostic.code}`),
  ];
}

function place(
  span: Span | undefined,
  label: string | undefined,
  accent: (text: string) => string,
  mark: '^' | '-',
  gutter: number,
  look: DiagnosticsLook,
): string[] {
  const { paint, width } = look;
  if (span === undefined)
    return label === undefined ? [] : [`${' '.repeat(gutter + 2)}${paint.blue('=')} ${label}`];
  const arrow = mark === '^' ? '-->' : ':::';
  const source = look.sources?.find((candidate) => candidate.file === span.file);
  const frame =
    source === undefined
      ? []
      : codeFrame(source, span, {
          paint,
          accent,
          gutter,
          mark,
          ...(label === undefined ? {} : { label }),
          ...(width === undefined ? {} : { width }),
        });
  const text = frame.length === 0 && label !== undefined ? ` ${visibleText(label)}` : '';
  return [`${' '.repeat(gutter + 1)}${paint.blue(arrow)} ${placeAndCellText(span)}${text}`, ...frame];
}

function gutterOf(diagnostic: Diagnostic, look: DiagnosticsLook): number {
  const spans = [diagnostic.span, ...(diagnostic.related ?? []).map((related) => related.span)];
  const lines = spans.flatMap((span) =>
    span !== undefined && (look.sources ?? []).some((source) => source.file === span.file)
      ? [linesOf(span).start.line]
      : [],
  );
  return String(Math.max(1, ...lines)).length;
}

function accentOf(severity: Severity, paint: Paint): (text: string) => string {
  switch (severity) {
    case 'error':
      return paint.red;
    case 'warning':
      return paint.yellow;
    case 'info':
      return paint.cyan;
  }
}
