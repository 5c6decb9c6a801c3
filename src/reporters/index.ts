export { auditCsvHead, auditCsvLine } from './audit-csv.ts';
export {
  AUDIT_COLUMNS,
  auditCells,
  auditColour,
  auditLine,
  prettyAuditList,
  type AuditCells,
  type AuditColumn,
} from './audit-list.ts';
export { jsonAuditStats, prettyAuditStats, type AuditStats } from './audit-stats.ts';
export { jsonVerified, prettyVerified, type VerifiedLog } from './audit-verified.ts';
export { actionText } from './action-text.ts';
export { prettyCheckedCall } from './checked-call-pretty.ts';
export { jsonCheckedCall, type CheckedCall } from './checked-call.ts';
export { codeFrame } from './code-frame.ts';
export { htmlCompliance } from './compliance-html.ts';
export { jsonCompliance } from './compliance-json.ts';
export { markdownCompliance } from './compliance-markdown.ts';
export { prettyCompliance } from './compliance-pretty.ts';
export { jsonControlEvidence } from './control-evidence-json.ts';
export { markdownControlEvidence } from './control-evidence-markdown.ts';
export { compactDiagnostics } from './diagnostics-compact.ts';
export { githubDiagnostics } from './diagnostics-github.ts';
export { diagnosticCounts, diagnosticJson, jsonText } from './diagnostics-json.ts';
export { junitDiagnostics } from './diagnostics-junit.ts';
export { sarifDiagnostics } from './diagnostics-sarif.ts';
export { countText, prettyDiagnostics, type DiagnosticsLook } from './diagnostics-pretty.ts';
export { compactDiff } from './diff-compact.ts';
export { githubDiff } from './diff-github.ts';
export { jsonDiff } from './diff-json.ts';
export { markdownDiff } from './diff-markdown.ts';
export { prettyDiff } from './diff-pretty.ts';
export type { ComparedPolicies, ReplayedActions, ReplayedClass } from './compared-policies.ts';
export { ANSI, PLAIN, type Colour, type Paint } from './paint.ts';
export { compactProbe } from './probe-compact.ts';
export { jsonProbe } from './probe-json.ts';
export { markdownProbe } from './probe-markdown.ts';
export { prettyProbe } from './probe-pretty.ts';
export { editText, probeDiagnostics } from './probe-wording.ts';
export type { ProbedPolicy } from './probed-policy.ts';
export { htmlRegulatory } from './regulatory-html.ts';
export { jsonRegulatory } from './regulatory-json.ts';
export { markdownRegulatory } from './regulatory-markdown.ts';
export { prettyRegulatory } from './regulatory-pretty.ts';
export type { ShownCompliance, ShownRegulatory } from './shown-reports.ts';
export { simulationFormat } from './simulation-format.ts';
export type { Simulation, SimulationFormat, SimulationTotals } from './simulation.ts';
export { compactScan, type CompactScanLook } from './scan-compact.ts';
export { cyclonedxScan, type CyclonedxScanInput } from './scan-cyclonedx.ts';
export { githubScan } from './scan-github.ts';
export { gitlabScan } from './scan-gitlab.ts';
export { jsonScan } from './scan-json.ts';
export { junitScan } from './scan-junit.ts';
export { markdownScan } from './scan-markdown.ts';
export { prettyScan, type ScanLook } from './scan-pretty.ts';
export { sarifScan, type SarifScanInput } from './scan-sarif.ts';
export { jsonScore } from './score-json.ts';
export { prettyScore } from './score-pretty.ts';
export type { ScoredProject } from './scored-project.ts';
export { githubTests } from './test-github.ts';
export { jsonTests } from './test-json.ts';
export { junitTests } from './test-junit.ts';
export { prettyTests, type TestLook } from './test-pretty.ts';
export type { TestedPolicy } from './tested-policy.ts';
export { plural } from './scan-wording.ts';
export { textWidth } from './text-width.ts';
export { visibleText } from './visible-text.ts';
