import type { Diagnostic } from '../base/index.ts';
import type { Finding, ScanReport, ToolRisk } from '../scan/index.ts';
import { placeText } from './code-frame.ts';
import {
  filesSummary,
  shortCall,
  SINK_NAMES,
  sortedFindings,
  subjectOf,
  summaryLines,
} from './scan-wording.ts';
import { visibleText } from './visible-text.ts';

/** A scan for a comment on a merge request or the summary of a job: the counts, then a table of the ungoverned calls. */
export function markdownScan(report: ScanReport): string {
  const { ungoverned } = sortedFindings(report.findings);
  const toolRisks = sortedFindings(report.toolRisks).ungoverned;
  const paragraphs = [
    '## Aegis scan',
    summaryLines(report)
      .map((line) => `**${line}**`)
      .join('\\\n'),
    ...(ungoverned.length === 0 ? [] : [[...HEAD, ...ungoverned.map(row)].join('\n')]),
    ...(toolRisks.length === 0 ? [] : [[...TOOL_HEAD, ...toolRisks.map(toolRow)].join('\n')]),
    ...(report.diagnostics.length === 0 ? [] : [report.diagnostics.map(said).join('\n')]),
    filesSummary(report).map(escaped).join('\\\n'),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

const HEAD = ['| Call | Place | SDK | Risk | Confidence |', '|---|---|---|---|---|'];

function row({ call, span, sdk, kind, risk, confidence }: Finding): string {
  const cells = [`${SINK_NAMES[kind]} ${shortCall(call)}`, placeText(span), sdk, risk, confidence];
  return `| ${cells.map(escaped).join(' | ')} |`;
}

const TOOL_HEAD = ['| Tool risk | Call | Place | Risk |', '|---|---|---|---|'];

function toolRow(finding: ToolRisk): string {
  const { call, span, risk } = finding;
  const cells = [subjectOf(finding), shortCall(call), placeText(span), risk];
  return `| ${cells.map(escaped).join(' | ')} |`;
}

function said({ code, severity, message, span }: Diagnostic): string {
  const place = span === undefined ? '' : `${escaped(placeText(span))}: `;
  return `- ${place}${severity} ${code}: ${escaped(message)}`;
}

/** Names and texts of the code that was scanned are text here, neither markup nor mentions. */
function escaped(text: string): string {
  return visibleText(text)
    .replace(/[\\`*_{}[\]<>()#+!|~&$]/g, '\\$&')
    .replace(/@/g, '&#64;')
    .replace(/\n/g, ' ');
}
