export { buildTables, parseTables } from './build-tables.ts';
export { COMPLIANCE_CODES, type ComplianceCode } from './compliance-codes.ts';
export {
  complianceReport,
  type ComplianceReport,
  type ControlResult,
  type Grade,
} from './compliance-report.ts';
export { controlEvidence, type ControlEvidence } from './control-evidence.ts';
export { passesWhen } from './describe-check.ts';
export type {
  CheckedLog,
  CodeFacts,
  DayOfDecisions,
  Evidence,
  GivenPolicy,
  LogEvidence,
} from './evidence.ts';
export { evidenceSummary, type EvidenceSummary } from './evidence-summary.ts';
export { counted } from './figures.ts';
export type { Outcome, RuleResult } from './judge-rule.ts';
export { readScanReport } from './read-scan-report.ts';
export {
  regulatoryReport,
  type RegulatoryReport,
  type RequirementStatus,
  type Status,
} from './regulatory-report.ts';
export {
  placesOf,
  type ComplianceTables,
  type EvidenceRule,
  type Framework,
  type Requirement,
} from './tables.ts';
