import { compactDiagnostics } from './diagnostics-compact.ts';
import { probeDiagnostics, probeNotes, probeVerdict, scoreRows } from './probe-wording.ts';
import type { ProbedPolicy } from './probed-policy.ts';
import { visibleText } from './visible-text.ts';

/** A probe with one line a finding, then the arithmetic of the score, notes and counts. */
export function compactProbe(probed: ProbedPolicy): string {
  const { report } = probed;
  const lines = [
    ...scoreRows(report).map(
      ({ earned, weight, share, name }) => `score: ${earned} of ${weight} (${share}): ${name}`,
    ),
    ...probeNotes(report).map((note) => `note: ${note}`),
    ...probeVerdict(report),
  ];
  return (
    compactDiagnostics(probeDiagnostics(probed)) + lines.map((line) => `${visibleText(line)}\n`).join('')
  );
}
