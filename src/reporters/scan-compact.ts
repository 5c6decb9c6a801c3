import type { Reported, ScanReport } from '../scan/index.ts';
import { placeText } from './code-frame.ts';
import { compactDiagnostics } from './diagnostics-compact.ts';
import {
  filesSummary,
  findingDiagnostic,
  findingFacts,
  reportedCalls,
  sortedFindings,
  subjectOf,
  summaryLines,
} from './scan-wording.ts';
import { visibleText } from './visible-text.ts';

export interface CompactScanLook {
  /** Lists calls in tests too. */
  readonly showsTests?: boolean;
  /** Adds to each call where its receiver came from. */
  readonly showsTrace?: boolean;
}

/**
 * A scan with one line a finding, for `grep`, screen readers and agents: what is ungoverned, then what was said about
 * files and suppressions, then all other calls, then the counts.
 */
export function compactScan(report: ScanReport, look: CompactScanLook = {}): string {
  const sorted = sortedFindings(reportedCalls(report));
  const others = [
    ...sorted.governed.map((finding) => otherLine(finding, 'governed')),
    ...sorted.governedElsewhere.map((finding) => otherLine(finding, 'governed elsewhere')),
    ...sorted.suppressed.map((finding) => otherLine(finding, 'suppressed')),
    ...(look.showsTests === true ? sorted.tests.map((finding) => otherLine(finding, 'in a test')) : []),
  ];
  const ungoverned = sorted.ungoverned.map((finding) => {
    const line = compactDiagnostics([findingDiagnostic(finding)]).trimEnd();
    return look.showsTrace === true ? `${line} ${traceText(finding)}`.trimEnd() : line;
  });
  const said = compactDiagnostics(report.diagnostics);
  const lines = [...others, ...summaryLines(report), ...filesSummary(report)];
  return `${ungoverned.map((line) => `${line}\n`).join('')}${said}${lines.map((line) => `${line}\n`).join('')}`;
}

function otherLine(finding: Reported, state: string): string {
  const { governance, suppression } = finding;
  const by = 'by' in governance ? ` by ${governance.by} at ${placeText(governance.at)}` : '';
  const because = suppression === undefined ? '' : ` because: ${suppression.reason || 'no reason given'}`;
  const text = `${state}: ${subjectOf(finding)} [${findingFacts(finding)}]${by}${because}`;
  return `${placeText(finding.span)}: ${visibleText(text)}`;
}

function traceText({ trace }: Reported): string {
  const steps = trace.map(({ text, span }) => `${visibleText(text)} (${placeText(span)})`);
  return steps.length === 0 ? '' : `trace: ${steps.join(' <- ')}`;
}
