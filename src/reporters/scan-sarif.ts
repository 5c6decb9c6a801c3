import type { CodeInfo, Diagnostic, Json, Source, Span } from '../base/index.ts';
import type { Reported, Risk, ScanReport } from '../scan/index.ts';
import { jsonText } from './diagnostics-json.ts';
import {
  locationJson,
  ruleJson,
  SARIF_LEVELS,
  sarifLog,
  sarifPlaces,
  uriOf,
  type SarifPlaces,
} from './sarif-parts.ts';
import {
  findingFacts,
  findingHelp,
  findingMessage,
  reportedCalls,
  RISKS,
  severityOf,
} from './scan-wording.ts';

export interface SarifScanInput {
  /** The version of Aegis. */
  readonly version: string;
  /** What there is to say of each code of the scan. */
  readonly codes: Readonly<Record<string, CodeInfo>>;
  /** The texts that spans point into, by the file they name. */
  readonly sources: readonly Source[];
  /** The pages of the codes, in Markdown, by code: shown as the rules' help. */
  readonly pages?: Readonly<Record<string, string>>;
  /** Adds to each result where its receiver came from. */
  readonly showsTrace?: boolean;
}

/** More results in a run are refused by GitHub's code scanning. */
const MOST_RESULTS = 5_000;

/**
 * The ungoverned calls, suppressed and baselined ones marked so, and what was said about suppressions, in the Static Analysis Results
 * Interchange Format (SARIF 2.1.0, OASIS 2020) as GitHub's code scanning reads it. The worst come first; what is beyond
 * the limit is left out and said so. Files that were not read are notifications.
 */
export function sarifScan(report: ScanReport, input: SarifScanInput): string {
  const context: ScanContext = { ...sarifPlaces(input.sources), showsTrace: input.showsTrace ?? false };
  const results = [
    ...worstFirst(reportedCalls(report)).map((finding) => findingResult(finding, context)),
    ...report.diagnostics.filter(isResult).map((diagnostic) => diagnosticResult(diagnostic, context)),
  ];
  const left = Math.max(0, results.length - MOST_RESULTS);
  return jsonText(
    sarifLog(
      input.version,
      'aegis-scan/',
      RULES.map((code) => ruleJson(code, input.codes[code], input.pages?.[code], propertiesOf(code))),
      { invocation: invocation(report, left), results: results.slice(0, MOST_RESULTS) },
    ),
  );
}

interface ScanContext extends SarifPlaces {
  readonly showsTrace: boolean;
}

const TOOL_RULES = ['AEG3020', 'AEG3021', 'AEG3022', 'AEG3023', 'AEG3024', 'AEG3025'];
const RULES = ['AEG3001', ...TOOL_RULES, 'AEG3011', 'AEG3090', 'AEG3091', 'AEG3092'];
/** CVSS-like scores, from which GitHub takes a rule's severity; results keep their own level and rank. */
const RANKS: Readonly<Record<Risk, number>> = { critical: 95, high: 75, medium: 50, low: 25 };

/** Order of equals is the report's. */
function worstFirst(findings: readonly Reported[]): readonly Reported[] {
  const rank = ({ risk, suppression, isBaselined }: Reported): number =>
    RISKS.indexOf(risk) + (suppression === undefined && isBaselined !== true ? 0 : RISKS.length);
  return findings
    .filter(({ governance }) => governance.state === 'ungoverned')
    .sort((a, b) => rank(a) - rank(b));
}

function findingResult(finding: Reported, context: ScanContext): Json {
  const { code, span, risk, fingerprint } = finding;
  const help = findingHelp(finding);
  return {
    ruleId: code,
    ruleIndex: RULES.indexOf(code),
    level: SARIF_LEVELS[severityOf(risk)],
    rank: RANKS[risk],
    message: {
      text: `${findingMessage(finding)} (${findingFacts(finding)})${help === undefined ? '' : `; ${help}`}`,
    },
    locations: [locationJson(span, context)],
    partialFingerprints: fingerprintsJson(span, context, fingerprint),
    ...suppressionsOf(finding, context),
    ...(context.showsTrace && finding.trace.length > 0 ? { codeFlows: [codeFlow(finding, context)] } : {}),
    properties: factsOf(finding),
  };
}

function factsOf(finding: Reported): Json {
  const { risk, call } = finding;
  return finding.code === 'AEG3001'
    ? { sdk: finding.sdk, kind: finding.kind, risk, confidence: finding.confidence, call }
    : { tool: finding.tool.name, argument: finding.argument, risk, call };
}

/** A baseline is somebody's word outside the code. */
function suppressionsOf({ suppression, isBaselined }: Reported, context: ScanContext): Record<string, Json> {
  if (suppression !== undefined) {
    const { reason: justification, span } = suppression;
    return { suppressions: [{ kind: 'inSource', justification, location: locationJson(span, context) }] };
  }
  return isBaselined === true
    ? { suppressions: [{ kind: 'external', justification: 'in the baseline' }] }
    : {};
}

function diagnosticResult({ code, severity, message, help, span }: Diagnostic, context: ScanContext): Json {
  return {
    ruleId: code,
    ruleIndex: RULES.indexOf(code),
    level: SARIF_LEVELS[severity],
    message: { text: help === undefined ? message : `${message}; ${help}` },
    ...(span === undefined
      ? {}
      : { locations: [locationJson(span, context)], partialFingerprints: fingerprintsJson(span, context) }),
  };
}

function isResult({ code }: Diagnostic): boolean {
  return RULES.includes(code);
}

function fingerprintsJson(span: Span, context: ScanContext, fingerprint?: string): Json {
  const line = context.lineHash(span);
  return {
    ...(line === undefined ? {} : { primaryLocationLineHash: line }),
    ...(fingerprint === undefined ? {} : { 'aegisFinding/v1': fingerprint }),
  };
}

/** Code flows run forwards: from the import to the call. */
function codeFlow({ trace }: Reported, context: ScanContext): Json {
  const locations = [...trace].reverse().map(({ text, span }) => ({
    location: { ...asObject(locationJson(span, context)), message: { text } },
  }));
  return { threadFlows: [{ locations }] };
}

const TOOL_SEVERITIES: Readonly<Record<string, string>> = {
  AEG3020: '9.0',
  AEG3021: '9.0',
  AEG3022: '7.5',
  AEG3023: '7.5',
  AEG3024: '5.0',
  AEG3025: '5.0',
};

function propertiesOf(code: string): Json {
  const severity = TOOL_SEVERITIES[code];
  if (severity !== undefined)
    return { tags: ['security', 'ai', 'tool'], precision: 'high', 'security-severity': severity };
  return code === 'AEG3001'
    ? { tags: ['security', 'ai', 'governance'], precision: 'very-high', 'security-severity': '6.0' }
    : { tags: ['maintainability'] };
}

function invocation(report: ScanReport, left: number): Json {
  const notifications = [
    ...report.diagnostics.filter((diagnostic) => !isResult(diagnostic)).map(notificationJson),
    ...(left === 0 ? [] : [{ level: 'warning', message: { text: `${left} more results were left out` } }]),
  ];
  return {
    executionSuccessful: report.interrupted !== true,
    ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
  };
}

function notificationJson({ code, severity, message, span }: Diagnostic): Json {
  return {
    descriptor: { id: code },
    level: SARIF_LEVELS[severity],
    message: { text: message },
    ...(span === undefined
      ? {}
      : {
          locations: [
            { physicalLocation: { artifactLocation: { uri: uriOf(span.file), uriBaseId: '%SRCROOT%' } } },
          ],
        }),
  };
}

function asObject(value: Json): Readonly<Record<string, Json>> {
  return value as Readonly<Record<string, Json>>;
}
