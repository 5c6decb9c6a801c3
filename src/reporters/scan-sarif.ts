import type { CodeInfo, Diagnostic, Json, Severity, Source, Span } from '../base/index.ts';
import { SCAN_CODES, type Finding, type Risk, type ScanReport } from '../scan/index.ts';
import { jsonText } from './diagnostics-json.ts';
import { lineHashes } from './line-hashes.ts';
import { findingFacts, findingHelp, findingMessage, RISKS, severityOf } from './scan-wording.ts';

export interface SarifScanInput {
  /** The version of Aegis. */
  readonly version: string;
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
 * The ungoverned calls, suppressed ones marked so, and what was said about suppressions, in the Static Analysis Results
 * Interchange Format (SARIF 2.1.0, OASIS 2020) as GitHub's code scanning reads it. The worst come first; what is beyond
 * the limit is left out and said so. Files that were not read are notifications.
 */
export function sarifScan(report: ScanReport, input: SarifScanInput): string {
  const context = createContext(input);
  const results = [
    ...worstFirst(report.findings).map((finding) => findingResult(finding, context)),
    ...report.diagnostics.filter(isResult).map((diagnostic) => diagnosticResult(diagnostic, context)),
  ];
  const left = Math.max(0, results.length - MOST_RESULTS);
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Aegis',
            semanticVersion: input.version,
            version: input.version,
            rules: RULES.map((code) => ruleJson(code, input.pages?.[code])),
          },
        },
        automationDetails: { id: 'aegis-scan/' },
        columnKind: 'utf16CodeUnits',
        invocations: [invocation(report, left)],
        results: results.slice(0, MOST_RESULTS),
      },
    ],
  });
}

const CODES: Readonly<Record<string, CodeInfo>> = SCAN_CODES;
const RULES = ['AEG3001', 'AEG3090', 'AEG3091', 'AEG3092'];
const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };
/** CVSS-like scores, from which GitHub takes a rule's severity; results keep their own level and rank. */
const RANKS: Readonly<Record<Risk, number>> = { critical: 95, high: 75, medium: 50, low: 25 };

interface SarifContext {
  readonly sources: ReadonlyMap<string, Source>;
  readonly showsTrace: boolean;
  lineHash(span: Span): string | undefined;
}

function createContext({ sources, showsTrace = false }: SarifScanInput): SarifContext {
  const byFile = new Map(sources.map((source) => [source.file, source]));
  const hashes = new Map<string, ReadonlyMap<number, string>>();
  return {
    sources: byFile,
    showsTrace,
    lineHash: ({ file, start }) => {
      const source = byFile.get(file);
      if (source === undefined) return undefined;
      const known = hashes.get(file) ?? lineHashes(source.text);
      hashes.set(file, known);
      return known.get(start.line);
    },
  };
}

/** Order of equals is the report's. */
function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ risk, suppression }: Finding): number =>
    RISKS.indexOf(risk) + (suppression === undefined ? 0 : RISKS.length);
  return findings
    .filter(({ governance }) => governance.state === 'ungoverned')
    .sort((a, b) => rank(a) - rank(b));
}

function findingResult(finding: Finding, context: SarifContext): Json {
  const { code, span, risk, fingerprint, suppression } = finding;
  const help = findingHelp(finding);
  return {
    ruleId: code,
    ruleIndex: RULES.indexOf(code),
    level: LEVELS[severityOf(risk)],
    rank: RANKS[risk],
    message: {
      text: `${findingMessage(finding)} (${findingFacts(finding)})${help === undefined ? '' : `; ${help}`}`,
    },
    locations: [locationJson(span, context)],
    partialFingerprints: fingerprintsJson(span, context, fingerprint),
    ...(suppression === undefined
      ? {}
      : {
          suppressions: [
            {
              kind: 'inSource',
              justification: suppression.reason,
              location: locationJson(suppression.span, context),
            },
          ],
        }),
    ...(context.showsTrace && finding.trace.length > 0 ? { codeFlows: [codeFlow(finding, context)] } : {}),
    properties: {
      sdk: finding.sdk,
      kind: finding.kind,
      risk,
      confidence: finding.confidence,
      call: finding.call,
    },
  };
}

function diagnosticResult({ code, severity, message, help, span }: Diagnostic, context: SarifContext): Json {
  return {
    ruleId: code,
    ruleIndex: RULES.indexOf(code),
    level: LEVELS[severity],
    message: { text: help === undefined ? message : `${message}; ${help}` },
    ...(span === undefined
      ? {}
      : { locations: [locationJson(span, context)], partialFingerprints: fingerprintsJson(span, context) }),
  };
}

function isResult({ code }: Diagnostic): boolean {
  return RULES.includes(code);
}

function fingerprintsJson(span: Span, context: SarifContext, fingerprint?: string): Json {
  const line = context.lineHash(span);
  return {
    ...(line === undefined ? {} : { primaryLocationLineHash: line }),
    ...(fingerprint === undefined ? {} : { 'aegisFinding/v1': fingerprint }),
  };
}

/** Code flows run forwards: from the import to the call. */
function codeFlow({ trace }: Finding, context: SarifContext): Json {
  const locations = [...trace].reverse().map(({ text, span }) => ({
    location: { ...asObject(locationJson(span, context)), message: { text } },
  }));
  return { threadFlows: [{ locations }] };
}

function locationJson(span: Span, context: SarifContext): Json {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(span.file), uriBaseId: '%SRCROOT%' },
      region: {
        startLine: span.start.line,
        startColumn: columnOf(span, 'start', context),
        endLine: span.end.line,
        endColumn: columnOf(span, 'end', context),
      },
    },
  };
}

/** Columns count UTF-16 units here, code points elsewhere. */
function columnOf(span: Span, side: 'start' | 'end', { sources }: SarifContext): number {
  const { line, column, offset } = span[side];
  const lineStart = sources.get(span.file)?.lineStarts[line - 1];
  return lineStart === undefined ? column : offset - lineStart + 1;
}

/** A relative reference (RFC 3986): a colon in its first segment would make it a scheme. */
function uriOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}

function ruleJson(code: string, page: string | undefined): Json {
  const title = CODES[code]?.title ?? code;
  const text = page === undefined ? `aegis explain ${code}` : plainText(page);
  return {
    id: code,
    name: ruleName(title),
    shortDescription: { text: sentence(title) },
    fullDescription: { text: page === undefined ? sentence(title) : firstParagraph(page) },
    help: { text, ...(page === undefined ? {} : { markdown: page }) },
    defaultConfiguration: { level: LEVELS[CODES[code]?.severity ?? 'warning'] },
    properties:
      code === 'AEG3001'
        ? { tags: ['security', 'ai', 'governance'], precision: 'very-high', 'security-severity': '6.0' }
        : { tags: ['maintainability'] },
  };
}

/** The text between the title and the first heading or empty line. */
function firstParagraph(page: string): string {
  const [paragraph = ''] = page.replace(/^# [^\n]*\n+/, '').split(/\n\s*\n|\n(?=#)/);
  return plainText(paragraph).replace(/\s+/g, ' ');
}

function plainText(markdown: string): string {
  return markdown
    .replace(/^#+ /gm, '')
    .replace(/^```.*\n/gm, '')
    .trim();
}

function ruleName(title: string): string {
  return title
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
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
    level: LEVELS[severity],
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
