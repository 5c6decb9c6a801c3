import type { ControlResult, Outcome } from '../compliance/index.ts';
import {
  factsMarkdown,
  notShownMarkdown,
  rulesMarkdown,
  sourcesMarkdown,
  tableMarkdown,
} from './evidence-markdown.ts';
import { escapedMarkdown } from './markdown-text.ts';
import type { ShownCompliance } from './shown-reports.ts';

/** A compliance report for a pull request or a wiki. */
export function markdownCompliance({ report, summary }: ShownCompliance): string {
  const { framework, controls, outside, score, grade, passed, failed, notJudgedPercent } = report;
  const open = controls.length - passed - failed;
  const headline = score === null ? 'no score' : `${score}/100 ${grade ?? ''}`;
  const facts = factsMarkdown(framework);
  const parts = [
    `# Compliance: ${escapedMarkdown(framework.title)}`,
    ...(framework.note === undefined ? [] : [escapedMarkdown(framework.note)]),
    `**${headline}**: ${passed} pass, ${failed} fail, ${open} without evidence; ${notJudgedPercent} % of ${framework.requirements.length} requirements could not be judged here`,
    sourcesMarkdown(summary),
    `## Controls\n\n${tableMarkdown(
      ['id', 'control', 'result'],
      controls.map(({ requirement, outcome }) => [
        escapedMarkdown(requirement.id),
        escapedMarkdown(requirement.title),
        outcome === 'pass' ? outcome : `**${outcome}**`,
      ]),
    )}`,
    ...ORDER.flatMap((outcome) => controls.filter((one) => one.outcome === outcome).map(controlMarkdown)),
    ...(outside.length === 0
      ? []
      : [`## Only the organisation can show\n\n${outside.map(({ id }) => escapedMarkdown(id)).join(', ')}`]),
    ...(facts === '' ? [] : [`## Days and penalties\n\n${facts}`]),
    notShownMarkdown(),
  ];
  return `${parts.join('\n\n')}\n`;
}

const ORDER: readonly Outcome[] = ['fail', 'no evidence', 'pass'];

function controlMarkdown({ requirement, outcome, rules }: ControlResult): string {
  const beyond =
    requirement.beyond === undefined
      ? ''
      : `\n\nOnly the organisation can show: ${escapedMarkdown(requirement.beyond)}`;
  return `### ${escapedMarkdown(requirement.id)}: ${outcome}\n\n${rulesMarkdown(rules)}${beyond}`;
}
