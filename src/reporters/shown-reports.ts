import type {
  ComplianceReport,
  ControlEvidence,
  EvidenceSummary,
  RegulatoryReport,
} from '../compliance/index.ts';

/** A compliance report with what it was made from. */
export interface ShownCompliance {
  readonly report: ComplianceReport;
  readonly summary: EvidenceSummary;
}

/** A gap analysis over one framework or several. */
export interface ShownRegulatory {
  readonly reports: readonly RegulatoryReport[];
  readonly summary: EvidenceSummary;
}

/** The entries that speak for and against each control, with what they were taken from. */
export interface ShownEvidence {
  readonly evidence: ControlEvidence;
  readonly summary: EvidenceSummary;
}
