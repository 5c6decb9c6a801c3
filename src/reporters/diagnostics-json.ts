import type { Diagnostic, Json, Span } from '../base/index.ts';

/** A diagnostic in JSON, as in specs/cli/diagnostics.schema.json. Absent parts are left out. */
export function diagnosticJson(diagnostic: Diagnostic): Json {
  const { code, severity, message, span, label, help, related } = diagnostic;
  return {
    code,
    severity,
    message,
    ...(span === undefined ? {} : { place: placeJson(span) }),
    ...(label === undefined ? {} : { label }),
    ...(help === undefined ? {} : { help }),
    ...(related === undefined || related.length === 0
      ? {}
      : { related: related.map((place) => ({ message: place.message, place: placeJson(place.span) })) }),
  };
}

/** How many there are of each severity. */
export function diagnosticCounts(diagnostics: readonly Diagnostic[]): Json {
  const count = (severity: string): number => diagnostics.filter((d) => d.severity === severity).length;
  return { error: count('error'), warning: count('warning'), info: count('info') };
}

/** Lines and columns count from 1, columns in code points; offsets count UTF-16 units from 0; `end` is exclusive. */
export function placeJson({ file, start, end, cell }: Span): Json {
  return {
    file,
    start: positionJson(start),
    end: positionJson(end),
    ...(cell === undefined
      ? {}
      : { cell: { number: cell.number, start: positionJson(cell.start), end: positionJson(cell.end) } }),
  };
}

function positionJson({ line, column, offset }: Span['start']): Json {
  return { line, column, offset };
}

/** JSON as it is printed: two spaces of indent, a line break at the end. */
export function jsonText(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
