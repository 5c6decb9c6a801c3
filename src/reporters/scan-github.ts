import type { ScanReport } from '../scan/index.ts';
import { githubDiagnostics } from './diagnostics-github.ts';
import { findingDiagnostic, reportedCalls, sortedFindings } from './scan-wording.ts';

/** The ungoverned calls, and what was said about suppressions and files, as annotations of GitHub Actions. */
export function githubScan(report: ScanReport): string {
  const findings = sortedFindings(reportedCalls(report)).ungoverned.map(findingDiagnostic);
  return githubDiagnostics([...findings, ...report.diagnostics]);
}
