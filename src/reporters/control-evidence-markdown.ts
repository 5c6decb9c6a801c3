import type { EntryReference } from '../audit/index.ts';
import type { RuleResult } from '../compliance/index.ts';
import { notShownMarkdown, richMarkdown, sourcesMarkdown, tableMarkdown } from './evidence-markdown.ts';
import { codeSpan, escapedMarkdown } from './markdown-text.ts';
import type { ShownEvidence } from './shown-reports.ts';

/** Evidence for an auditor: each control with the numbers of its entries, then the entries with their hashes. */
export function markdownControlEvidence({ evidence, summary }: ShownEvidence): string {
  const { framework, controls, entries } = evidence;
  const parts = [
    `# Evidence: ${escapedMarkdown(framework.title)}`,
    sourcesMarkdown(summary),
    ...controls.map(({ requirement: { id, title, beyond }, rules }) =>
      [
        `## ${escapedMarkdown(id)}`,
        escapedMarkdown(title),
        rules.map(ruleMarkdown).join('\n'),
        ...(beyond === undefined ? [] : [`Only the organisation can show: ${escapedMarkdown(beyond)}`]),
      ].join('\n\n'),
    ),
    entries.length === 0
      ? '## Entries\n\nnone'
      : `## Entries\n\n${tableMarkdown(
          ['entry', 'time', 'event', 'agent', 'action', 'target', 'decided', 'answer', 'outcome', 'hash'],
          entries.map(entryRow),
        )}`,
    notShownMarkdown(),
  ];
  return `${parts.join('\n\n')}\n`;
}

function ruleMarkdown({ rule, passesWhen, outcome, says, support, against }: RuleResult): string {
  return [
    `- **${outcome}**: ${richMarkdown(rule.title)}: ${richMarkdown(says)}`,
    `  - passes when ${richMarkdown(passesWhen)}`,
    ...(support === undefined || support.total === 0 ? [] : [`  - for: ${numbers(support)}`]),
    ...(against === undefined || against.total === 0 ? [] : [`  - against: ${numbers(against)}`]),
  ].join('\n');
}

function numbers({ total, entries }: NonNullable<RuleResult['support']>): string {
  const left = total - entries.length;
  return `${entries.map(({ id }) => id).join(', ')}${left > 0 ? ` and ${left} more (\`--limit\`)` : ''}`;
}

function entryRow(entry: EntryReference): readonly string[] {
  const { id, timestamp, event, agent, action, target, approval, rule, answer, status, hash } = entry;
  const text = (value: string | undefined) => (value === undefined ? '' : escapedMarkdown(value));
  const decided = approval === undefined ? '' : `${approval}${rule === undefined ? '' : ` by ${text(rule)}`}`;
  return [
    String(id),
    timestamp,
    escapedMarkdown(event),
    text(agent),
    text(action),
    text(target),
    decided,
    text(answer),
    text(status),
    codeSpan(hash),
  ];
}
