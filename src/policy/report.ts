import { spanAt, type Code, type CodeInfo, type Diagnostic, type Source } from '../base/index.ts';
import type { Range } from './document.ts';
import { POLICY_CODES, type PolicyCode } from './policy-codes.ts';

/** What may stand beside a message: a text under the place, advice below, an earlier place that belongs to it. */
export interface Advice {
  readonly label?: string;
  readonly help?: string;
  readonly related?: { readonly message: string; readonly range: Range };
}

/** Takes note of one problem; the reader goes on, so that all problems are reported at once. */
export type Report<C extends Code = PolicyCode> = (
  code: C,
  range: Range,
  message: string,
  advice?: Advice,
) => void;

/** A report that turns ranges into spans of `source` and appends to `diagnostics`. */
export function reportInto(diagnostics: Diagnostic[], source: Source): Report {
  return reportAs(POLICY_CODES, diagnostics, source);
}

/** As `reportInto`, for a reader that has codes of its own. */
export function reportAs<C extends Code>(
  codes: Readonly<Record<C, CodeInfo>>,
  diagnostics: Diagnostic[],
  source: Source,
): Report<C> {
  return (code, range, message, advice = {}) => {
    const { label, help, related } = advice;
    diagnostics.push({
      code,
      severity: codes[code].severity,
      message,
      span: spanAt(source, range.start, range.end),
      ...(label === undefined ? {} : { label }),
      ...(help === undefined ? {} : { help }),
      ...(related === undefined
        ? {}
        : {
            related: [
              { message: related.message, span: spanAt(source, related.range.start, related.range.end) },
            ],
          }),
    });
  };
}

/** The diagnostics without repetitions: what an anchor holds is read once for every alias. */
export function withoutRepetitions(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((d) => {
    const key = JSON.stringify([d.code, d.span?.start.offset, d.span?.end.offset, d.message]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
