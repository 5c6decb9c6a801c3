import type { CodeInfo, Diagnostic, Json, Source } from '../base/index.ts';
import { jsonText } from './diagnostics-json.ts';
import {
  locationJson,
  ruleJson,
  SARIF_LEVELS,
  sarifLog,
  sarifPlaces,
  type SarifPlaces,
} from './sarif-parts.ts';

export interface SarifDiagnosticsInput {
  /** The version of Aegis. */
  readonly version: string;
  /** What was run, such as `aegis-validate/`. */
  readonly id: string;
  /** What there is to say of each code that may occur. */
  readonly codes: Readonly<Record<string, CodeInfo>>;
  readonly sources: readonly Source[];
  /** The pages of the codes, in Markdown, by code: shown as the rules' help. */
  readonly pages?: Readonly<Record<string, string>>;
}

/** Diagnostics in SARIF 2.1.0; the rules are the codes that occur, by name. */
export function sarifDiagnostics(diagnostics: readonly Diagnostic[], input: SarifDiagnosticsInput): string {
  const places = sarifPlaces(input.sources);
  const codes = [...new Set(diagnostics.map(({ code }): string => code))].sort();
  const rules = codes.map((code) =>
    ruleJson(code, input.codes[code], input.pages?.[code], { tags: ['policy'] }),
  );
  return jsonText(
    sarifLog(input.version, input.id, rules, {
      invocation: { executionSuccessful: true },
      results: diagnostics.map((diagnostic) => result(diagnostic, codes, places)),
    }),
  );
}

function result(diagnostic: Diagnostic, codes: readonly string[], places: SarifPlaces): Json {
  const { code, severity, message, label, help, span, related } = diagnostic;
  const line = span === undefined ? undefined : places.lineHash(span);
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: SARIF_LEVELS[severity],
    message: { text: [message, label, help].filter((part) => part !== undefined).join('; ') },
    ...(span === undefined ? {} : { locations: [locationJson(span, places)] }),
    ...(line === undefined ? {} : { partialFingerprints: { primaryLocationLineHash: line } }),
    ...(related === undefined || related.length === 0
      ? {}
      : {
          relatedLocations: related.map((place) => ({
            ...(locationJson(place.span, places) as object),
            message: { text: place.message },
          })),
        }),
  };
}
