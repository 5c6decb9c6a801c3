import type { RegulatoryReport, RequirementStatus } from '../compliance/index.ts';
import {
  factsMarkdown,
  notShownMarkdown,
  richMarkdown,
  rulesMarkdown,
  sourcesMarkdown,
  tableMarkdown,
} from './evidence-markdown.ts';
import { escapedMarkdown } from './markdown-text.ts';
import type { ShownRegulatory } from './shown-reports.ts';

/** A gap analysis for a pull request or a wiki. */
export function markdownRegulatory({ reports, summary }: ShownRegulatory): string {
  const parts = [
    '# Gap analysis',
    sourcesMarkdown(summary),
    tableMarkdown(
      ['framework', 'met', 'partly', 'gap', 'not assessable here'],
      reports.map(({ framework, counts }) => [
        escapedMarkdown(framework.title),
        ...[counts.met, counts.partly, counts.gap, counts['not assessable']].map(String),
      ]),
    ),
    ...reports.map(reportMarkdown),
    notShownMarkdown(),
  ];
  return `${parts.join('\n\n')}\n`;
}

function reportMarkdown({ framework, requirements }: RegulatoryReport): string {
  const facts = factsMarkdown(framework);
  return [
    `## ${escapedMarkdown(framework.title)}`,
    ...(framework.note === undefined ? [] : [escapedMarkdown(framework.note)]),
    ...(facts === '' ? [] : [facts]),
    tableMarkdown(
      ['id', 'requirement', 'status', 'next'],
      requirements.map(({ requirement, status, next }) => [
        escapedMarkdown(requirement.id),
        escapedMarkdown(requirement.title),
        status === 'met' ? status : `**${status === 'not assessable' ? 'not assessable here' : status}**`,
        next.map(richMarkdown).join('; '),
      ]),
    ),
    ...requirements.filter(({ rules }) => rules.length > 0).map(requirementMarkdown),
  ].join('\n\n');
}

function requirementMarkdown({ requirement, status, rules }: RequirementStatus): string {
  const beyond =
    requirement.beyond === undefined
      ? ''
      : `\n\nOnly the organisation can show: ${escapedMarkdown(requirement.beyond)}`;
  return `### ${escapedMarkdown(requirement.id)}: ${status}\n\n${rulesMarkdown(rules)}${beyond}`;
}
