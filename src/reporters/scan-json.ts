import type { Json } from '../base/index.ts';
import type { Finding, Governance, Reported, ScanReport, ToolRisk } from '../scan/index.ts';
import { diagnosticCounts, diagnosticJson, jsonText, placeJson } from './diagnostics-json.ts';
import { sortedFindings } from './scan-wording.ts';

/** The whole report as JSON, as in specs/cli/scan.schema.json: every finding, also governed ones and those in tests. */
export function jsonScan(report: ScanReport): string {
  const { findings, toolRisks, diagnostics, files, belowConfidence = 0, interrupted = false } = report;
  return jsonText({
    schemaVersion: 1,
    isComplete: !interrupted,
    summary: summaryJson(report),
    findings: findings.map(findingJson),
    toolRisks: toolRisks.map(toolRiskJson),
    belowConfidence,
    counts: diagnosticCounts(diagnostics),
    diagnostics: diagnostics.map(diagnosticJson),
    files: {
      considered: files.considered,
      read: files.read,
      partlyRead: files.partlyRead.map(({ file, why }) => ({ file, why })),
      skipped: files.skipped.map(({ file, why }) => ({ file, why })),
      ignored: files.ignored,
    },
  });
}

function summaryJson({ findings, toolRisks }: ScanReport): Json {
  return { calls: findings.length, ...statesJson(findings), toolRisks: statesJson(toolRisks) };
}

function statesJson(reported: readonly Reported[]): Readonly<Record<string, Json>> {
  const { ungoverned, governed, governedElsewhere, suppressed, baselined, tests } = sortedFindings(reported);
  return {
    ungoverned: ungoverned.length,
    governed: governed.length,
    governedElsewhere: governedElsewhere.length,
    suppressed: suppressed.length,
    baselined: baselined.length,
    tests: tests.length,
  };
}

function findingJson(finding: Finding): Json {
  const { code, span, call, sdk, language, kind, risk, confidence, gates, trace, fingerprint } = finding;
  const { models = [], reachedFrom = [] } = finding;
  return {
    code,
    place: placeJson(span),
    call,
    sdk,
    language,
    kind,
    risk,
    confidence,
    ...stateJson(finding),
    ...(models.length === 0 ? {} : { models }),
    gates,
    trace: trace.map((step) => ({ text: step.text, place: placeJson(step.span) })),
    ...(reachedFrom.length === 0
      ? {}
      : { reachedFrom: reachedFrom.map((step) => ({ text: step.text, place: placeJson(step.span) })) }),
    fingerprint,
  };
}

function toolRiskJson(finding: ToolRisk): Json {
  const { code, span, call, tool, argument, language, risk, trace, fingerprint } = finding;
  return {
    code,
    place: placeJson(span),
    call,
    tool: { name: tool.name, place: placeJson(tool.span) },
    argument,
    language,
    risk,
    ...stateJson(finding),
    trace: trace.map((step) => ({ text: step.text, place: placeJson(step.span) })),
    fingerprint,
  };
}

function stateJson({ governance, suppression, isBaselined }: Reported): Readonly<Record<string, Json>> {
  return {
    governance: governanceJson(governance),
    ...(suppression === undefined
      ? {}
      : { suppression: { reason: suppression.reason, place: placeJson(suppression.span) } }),
    ...(isBaselined === true ? { isBaselined: true } : {}),
  };
}

function governanceJson(governance: Governance): Json {
  const { state } = governance;
  if (state === 'ungoverned' && governance.ineffective !== undefined) {
    const { by, at } = governance.ineffective;
    return { state, ineffective: { by, place: placeJson(at) } };
  }
  return 'by' in governance ? { state, by: governance.by, place: placeJson(governance.at) } : { state };
}
