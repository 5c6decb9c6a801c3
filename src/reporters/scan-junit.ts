import type { ScanReport } from '../scan/index.ts';
import { junitDiagnostics } from './diagnostics-junit.ts';
import { findingDiagnostic, findingFacts, reportedCalls, sortedFindings } from './scan-wording.ts';

/** The ungoverned calls as failed test cases, whatever their risk, and what was said about suppressions and files. */
export function junitScan(report: ScanReport): string {
  const findings = sortedFindings(reportedCalls(report)).ungoverned.map((finding) => {
    const diagnostic = findingDiagnostic(finding);
    return {
      ...diagnostic,
      severity: 'error' as const,
      message: `${diagnostic.message} (${findingFacts(finding)})`,
    };
  });
  return junitDiagnostics('aegis scan', [...findings, ...report.diagnostics]);
}
