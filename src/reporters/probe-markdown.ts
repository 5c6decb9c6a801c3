import { codeOf, type ProbeFinding } from '../probe/index.ts';
import { placeText } from './code-frame.ts';
import { codeSpan, escapedMarkdown } from './markdown-text.ts';
import {
  actionJsonText,
  decisionText,
  editText,
  gaps,
  probeNotes,
  probeVerdict,
  reliances,
  scoreRows,
  spanOf,
} from './probe-wording.ts';
import type { ProbedPolicy } from './probed-policy.ts';

/** A probe for a comment on a pull request: the verdict, then tables. */
export function markdownProbe(probed: ProbedPolicy): string {
  const { file, report } = probed;
  const [verdict = '', ...more] = probeVerdict(report);
  const points = scoreRows(report).map(({ earned, weight, share, name }) => [
    `${earned} of ${weight}`,
    share,
    escapedMarkdown(name),
  ]);
  return (
    [
      '## Aegis probe',
      codeSpan(file),
      [`**${escapedMarkdown(verdict)}**`, ...more.map(escapedMarkdown)].join('\\\n'),
      ...table('What gets through', gaps(report), probed),
      ...table('Relies on approval', reliances(report), probed),
      ...probeNotes(report).map((note) => `Note: ${escapedMarkdown(note)}.`),
      rows(['Points', 'Share', 'Part'], points),
    ].join('\n\n') + '\n'
  );
}

function table(
  title: string,
  findings: readonly ProbeFinding[],
  { loaded }: ProbedPolicy,
): readonly string[] {
  if (findings.length === 0) return [];
  const cells = findings.map((finding) => [
    finding.severity,
    codeOf(finding.category),
    escapedMarkdown(finding.message),
    codeSpan(placeText(spanOf(loaded, finding))),
    codeSpan(actionJsonText(finding)),
    escapedMarkdown(decisionText(finding)),
    finding.edit === undefined ? '' : escapedMarkdown(editText(loaded.policy, finding.edit)),
  ]);
  const head = ['Severity', 'Code', 'What', 'Where', 'Action', 'Decision', 'Edit'];
  return [`### ${title}`, rows(head, cells)];
}

function rows(head: readonly string[], cells: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...cells.map(line)].join('\n');
}
