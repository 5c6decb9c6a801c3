import type { Diagnostic, Severity, Source, Span } from '../base/index.ts';
import type { FileOutcome, Reported, ScanReport, TraceStep } from '../scan/index.ts';
import { codeFrame, linesOf, placeAndCellText } from './code-frame.ts';
import { prettyDiagnostics } from './diagnostics-pretty.ts';
import type { Paint } from './paint.ts';
import {
  filesSummary,
  findingFacts,
  findingHelp,
  findingMessage,
  findingNote,
  reportedCalls,
  severityOf,
  sortedFindings,
  subjectOf,
  summaryLines,
} from './scan-wording.ts';
import { visibleText } from './visible-text.ts';

export interface ScanLook {
  readonly paint: Paint;
  /** The texts that spans point into, by the file they name. */
  readonly sources?: readonly Source[];
  /** Cells for a line of source. */
  readonly width?: number;
  /** Lists calls in tests too. */
  readonly showsTests?: boolean;
  /** Shows for each call where its receiver came from. */
  readonly showsTrace?: boolean;
  /** Lists every file that was not read. */
  readonly isVerbose?: boolean;
}

/** A scan as a person reads it: the ungoverned calls by file with their code, then all other calls, then the counts. */
export function prettyScan(report: ScanReport, look: ScanLook): string {
  const sorted = sortedFindings(reportedCalls(report));
  const blocks = [
    ...byFile(sorted.ungoverned).map(([file, findings]) => fileBlock(file, findings, look)),
    ...diagnosticBlock(report.diagnostics, look),
    ...listBlock('governed', sorted.governed, look, (finding) => governedBy(finding)),
    ...listBlock('governed elsewhere', sorted.governedElsewhere, look, (finding) => governedBy(finding)),
    ...listBlock('suppressed', sorted.suppressed, look, suppressedBecause),
    ...(look.showsTests === true ? listBlock('in tests', sorted.tests, look, () => '') : []),
    ...outcomeBlock('partly read', report.files.partlyRead, look),
    ...outcomeBlock('not read', report.files.skipped, look),
    footer(report, look),
  ];
  return blocks.map((block) => `${block.join('\n')}\n`).join('\n');
}

type Block = readonly string[];

function fileBlock(file: string, findings: readonly Reported[], look: ScanLook): Block {
  const source = look.sources?.find((candidate) => candidate.file === file);
  const gutter = Math.max(...findings.map(({ span }) => String(linesOf(span).start.line).length));
  return findings.flatMap((finding, index) => [
    ...(index === 0 ? [look.paint.bold(visibleText(file)), ''] : ['']),
    ...findingLines(finding, source, gutter, look),
  ]);
}

function findingLines(
  finding: Reported,
  source: Source | undefined,
  gutter: number,
  look: ScanLook,
): readonly string[] {
  const { paint } = look;
  const severity = severityOf(finding.risk);
  const accent = accentOf(severity, paint);
  const help = findingHelp(finding);
  const said = findingNote(finding);
  const note = (name: string, text: string): string =>
    `${' '.repeat(gutter + 2)}${paint.blue('=')} ${paint.bold(`${name}:`)} ${visibleText(text)}`;
  const frame =
    source === undefined ? [] : codeFrame(source, finding.span, frameLook(finding, gutter, accent, look));
  return [
    `${accent(paint.bold(`${severity}[${finding.code}]`))}${paint.bold(`: ${visibleText(findingMessage(finding))}`)}`,
    `${' '.repeat(gutter + 1)}${paint.blue('-->')} ${placeAndCellText(finding.span)}`,
    ...frame,
    ...(frame.length === 0 ? [note('note', findingFacts(finding))] : []),
    ...(said === undefined ? [] : [note('note', said)]),
    ...(help === undefined ? [] : [note('help', help)]),
    ...(look.showsTrace === true ? traceLines(finding, gutter, paint) : []),
  ];
}

function frameLook(
  finding: Reported,
  gutter: number,
  accent: (text: string) => string,
  { paint, width }: ScanLook,
): Parameters<typeof codeFrame>[2] {
  return { paint, accent, gutter, label: findingFacts(finding), ...(width === undefined ? {} : { width }) };
}

/** Where the receiver came from, then the calls that lead to this one. */
function traceLines(finding: Reported, gutter: number, paint: Paint): readonly string[] {
  const indent = ' '.repeat(gutter + 2);
  const line = ({ text, span }: TraceStep, sign: string): string =>
    `${indent}${paint.blue(sign)} ${visibleText(text)} ${paint.dim(`at ${placeAndCellText(span)}`)}`;
  const reachedFrom = 'reachedFrom' in finding ? (finding.reachedFrom ?? []) : [];
  return [
    ...finding.trace.map((step, index) => line(step, index === 0 ? '= trace:' : '       <-')),
    ...reachedFrom.map((step) => line(step, '= reached from:')),
  ];
}

/** What was said about files is shown in their own list. */
function diagnosticBlock(diagnostics: readonly Diagnostic[], look: ScanLook): readonly Block[] {
  const shown = diagnostics.filter(({ code, span }) => span === undefined || !isAboutFile(code));
  if (shown.length === 0) return [];
  return [prettyDiagnostics(shown, look).trimEnd().split('\n')];
}

function isAboutFile(code: string): boolean {
  return code >= 'AEG3002' && code <= 'AEG3008';
}

function listBlock(
  title: string,
  findings: readonly Reported[],
  { paint }: ScanLook,
  detail: (finding: Reported) => string,
): readonly Block[] {
  if (findings.length === 0) return [];
  const lines = findings.map((finding) => {
    const about = detail(finding);
    const call = subjectOf(finding);
    return `  ${placeAndCellText(finding.span)}: ${visibleText(about === '' ? call : `${call}, ${about}`)}`;
  });
  return [[paint.bold(`${title} (${findings.length})`), ...lines]];
}

function governedBy({ governance }: Reported): string {
  return 'by' in governance ? `${governance.by} at ${placeAndCellText(governance.at)}` : '';
}

function suppressedBecause({ suppression, governance }: Reported): string {
  const reason = suppression?.reason ?? '';
  const because = reason === '' ? 'without a reason' : `because: ${reason}`;
  return governance.state === 'test' ? `in a test, ${because}` : because;
}

const MOST_FILES = 10;

function outcomeBlock(title: string, files: readonly FileOutcome[], look: ScanLook): readonly Block[] {
  if (files.length === 0) return [];
  const shown = look.isVerbose === true ? files : files.slice(0, MOST_FILES);
  const left = files.length - shown.length;
  return [
    [
      look.paint.bold(`${title} (${files.length})`),
      ...shown.map(({ file, why }) => `  ${visibleText(file)}: ${visibleText(why)}`),
      ...(left === 0 ? [] : [`  and ${left} more (--verbose lists them)`]),
    ],
  ];
}

function footer(report: ScanReport, { paint }: ScanLook): Block {
  const all = reportedCalls(report);
  const { ungoverned, suppressed, baselined } = sortedFindings(all);
  const isOpen = ungoverned.length + suppressed.length + baselined.length > 0;
  const isClean = !isOpen && all.length > 0;
  const tint = (line: string): string =>
    ungoverned.length > 0 ? paint.yellow(line) : isClean ? paint.green(line) : line;
  const codes = [...new Set(ungoverned.map(({ code }) => code))].sort();
  return [
    ...summaryLines(report).map(tint),
    ...filesSummary(report).map((line) => paint.dim(line)),
    ...codes.map((code) => paint.dim(`explain: aegis explain ${code}`)),
  ];
}

function byFile(findings: readonly Reported[]): readonly (readonly [string, readonly Reported[]])[] {
  const groups = new Map<string, Reported[]>();
  for (const finding of findings) {
    const group = groups.get(fileOf(finding.span));
    if (group === undefined) groups.set(fileOf(finding.span), [finding]);
    else group.push(finding);
  }
  return [...groups];
}

function fileOf(span: Span): string {
  return span.file;
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
