import type { Span } from './source.ts';

export type Severity = 'error' | 'warning' | 'info';

/** A permanent code `AEG` and four digits; `docs/codes/<code>.md` explains it. */
export type Code = `AEG${number}`;

/** What a room declares about each code it may report. */
export interface CodeInfo {
  readonly severity: Severity;
  /** What is wrong, in a few words, without particulars. */
  readonly title: string;
}

/** Another place that belongs to a diagnostic, such as the first use of a name. */
export interface RelatedPlace {
  readonly message: string;
  readonly span: Span;
}

/**
 * One thing to tell the user: what (`code`, `message`), where (`span`) and what to do about it (`label` under the
 * place, `help` below). Messages begin in lower case, have no final period, and put user text in backticks.
 */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly span?: Span;
  /** A short text beside the underline, such as "did you mean `approval`?". */
  readonly label?: string;
  readonly help?: string;
  readonly related?: readonly RelatedPlace[];
}

/** Stable order: by file, place, code, message. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compare(a.span?.file ?? '', b.span?.file ?? '') ||
      (a.span?.start.offset ?? 0) - (b.span?.start.offset ?? 0) ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
