import { codeOf, type ProbeFinding, type Severity } from '../probe/index.ts';
import type { Policy } from '../model/index.ts';
import { placeText } from './code-frame.ts';
import type { Colour, Paint } from './paint.ts';
import {
  actionJsonText,
  decisionText,
  editSnippet,
  editText,
  evidenceText,
  gaps,
  probeNotes,
  probeVerdict,
  reliances,
  scoreRows,
  spanOf,
  WORST_FIRST,
} from './probe-wording.ts';
import type { ProbedPolicy } from './probed-policy.ts';
import { visibleText } from './visible-text.ts';

/** A probe for people: the score with its arithmetic, what gets through, what only a person stops, notes, the counts. */
export function prettyProbe(probed: ProbedPolicy, paint: Paint): string {
  const { report } = probed;
  const notes = probeNotes(report);
  const sections = [
    scoreLines(probed, paint),
    ...WORST_FIRST.flatMap((severity) => {
      const findings = gaps(report).filter((finding) => finding.severity === severity);
      return findings.length === 0
        ? []
        : [
            [
              colourOf(severity, paint)(paint.bold(severity)),
              ...findings.flatMap((one) => findingLines(one, probed, paint)),
            ],
          ];
    }),
    ...(reliances(report).length === 0
      ? []
      : [
          [
            paint.bold('relies on approval'),
            ...reliances(report).flatMap((one) => findingLines(one, probed, paint)),
          ],
        ]),
    ...(notes.length === 0 ? [] : [notes.map((note) => `note: ${visibleText(note)}`)]),
    probeVerdict(report).map((line, index) => (index === 0 ? paint.bold(line) : paint.dim(line))),
  ];
  return sections.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function scoreLines({ file, report }: ProbedPolicy, paint: Paint): readonly string[] {
  return [
    `${paint.bold(`${report.score}/100`)}  ${visibleText(file)}`,
    ...scoreRows(report).map(
      ({ earned, weight, share, name }) =>
        `  ${earned.padStart(4)} of ${String(weight).padStart(2)}  ${share.padStart(5)}  ${name}`,
    ),
  ];
}

function findingLines(finding: ProbeFinding, { loaded }: ProbedPolicy, paint: Paint): readonly string[] {
  const more = finding.also ?? [];
  return [
    `  ${paint.bold(codeOf(finding.category))}  ${visibleText(finding.message)}`,
    `    at        ${placeText(spanOf(loaded, finding))}`,
    `    action    ${visibleText(actionJsonText(finding))}`,
    `    decision  ${visibleText(decisionText(finding))}`,
    `    found     ${visibleText(evidenceText(finding))}`,
    ...(more.length === 0 ? [] : [`    also      ${visibleText(more.map(({ type }) => type).join(', '))}`]),
    ...editLines(finding, loaded.policy, paint),
  ];
}

function editLines({ edit }: ProbeFinding, policy: Policy, paint: Paint): readonly string[] {
  if (edit === undefined) return [];
  return [
    `    edit      ${visibleText(editText(policy, edit))}`,
    ...editSnippet(edit).map((line) => `      ${paint.green(visibleText(line))}`),
  ];
}

function colourOf(severity: Severity, paint: Paint): Colour {
  switch (severity) {
    case 'critical':
    case 'high':
      return paint.red;
    case 'medium':
      return paint.yellow;
    case 'low':
      return paint.cyan;
  }
}
