import { sha256Hex, type Diagnostic, type Json, type Severity } from '../base/index.ts';
import type { Reported, Risk, ScanReport } from '../scan/index.ts';
import { jsonText } from './diagnostics-json.ts';
import { findingFacts, findingHelp, findingMessage, reportedCalls, sortedFindings } from './scan-wording.ts';

/**
 * The ungoverned calls, and what was said about suppressions and files, as a Code Quality report of GitLab. What names no
 * file has no place in it.
 */
export function gitlabScan(report: ScanReport): string {
  const counts = new Map<string, number>();
  const said = report.diagnostics.flatMap((diagnostic) => saidJson(diagnostic, counts));
  return jsonText([...sortedFindings(reportedCalls(report)).ungoverned.map(findingJson), ...said]);
}

const RISK_SEVERITIES: Readonly<Record<Risk, string>> = {
  critical: 'critical',
  high: 'major',
  medium: 'minor',
  low: 'info',
};
const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' };

function findingJson(finding: Reported): Json {
  const help = findingHelp(finding);
  return {
    description: `${findingMessage(finding)} (${findingFacts(finding)})${help === undefined ? '' : `; ${help}`}`,
    check_name: finding.code,
    fingerprint: finding.fingerprint,
    severity: RISK_SEVERITIES[finding.risk],
    location: { path: finding.span.file, lines: { begin: finding.span.start.line } },
  };
}

/** What is said more than once of a file is told apart by its order, so that moved lines change nothing. */
function saidJson(
  { code, severity, message, help, span }: Diagnostic,
  counts: Map<string, number>,
): readonly Json[] {
  if (span === undefined) return [];
  const identity = JSON.stringify([code, span.file, message]);
  const ordinal = counts.get(identity) ?? 0;
  counts.set(identity, ordinal + 1);
  return [
    {
      description: help === undefined ? message : `${message}; ${help}`,
      check_name: code,
      fingerprint: sha256Hex(`${ordinal} ${identity}`).slice(0, 32),
      severity: SEVERITIES[severity],
      location: { path: span.file, lines: { begin: span.start.line } },
    },
  ];
}
