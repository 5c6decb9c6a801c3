import type { EvidenceSummary, Framework, RuleResult } from '../compliance/index.ts';
import { entriesText, NOT_SHOWN, sources } from './evidence-wording.ts';
import { codeSpan, escapedMarkdown } from './markdown-text.ts';

/** Markdown with the text of others escaped; what stands in backticks is code. */
export function richMarkdown(text: string): string {
  return text
    .split(/`([^`]*)`/)
    .map((part, index) => (index % 2 === 1 ? codeSpan(part) : escapedMarkdown(part)))
    .join('');
}

export function tableMarkdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function sourcesMarkdown(summary: EvidenceSummary): string {
  return tableMarkdown(
    ['looked at', 'what'],
    sources(summary).map(([name, says]) => [name, richMarkdown(says)]),
  );
}

export function rulesMarkdown(rules: readonly RuleResult[]): string {
  return rules.map(ruleMarkdown).join('\n');
}

const MOST = 8;

function ruleMarkdown(result: RuleResult): string {
  const { rule, passesWhen, outcome, says, examples = [] } = result;
  const entries = entriesText(result, MOST);
  const shown = examples.slice(0, MOST);
  const more = examples.length - shown.length;
  return [
    `- **${outcome}**: ${richMarkdown(rule.title)}: ${richMarkdown(says)}`,
    `  - passes when ${richMarkdown(passesWhen)}`,
    ...(entries === undefined ? [] : [`  - ${outcome === 'fail' ? 'against' : 'for'}: ${codeSpan(entries)}`]),
    ...shown.map((text) => `  - ${codeSpan(text)}`),
    ...(more > 0 ? [`  - and ${more} more`] : []),
    ...(outcome === 'fail' ? [`  - next: ${richMarkdown(rule.next)}`] : []),
  ].join('\n');
}

export function notShownMarkdown(): string {
  return `## Not shown\n\n${NOT_SHOWN.map((text) => `- ${escapedMarkdown(text)}`).join('\n')}`;
}

/** Days and penalties, each with its source; empty where there are none. */
export function factsMarkdown({ dates = [], penalties = [] }: Framework): string {
  const rows = [
    ...dates.map(({ what, date, source, note }) => [
      date,
      `${escapedMarkdown(what)}${note === undefined ? '' : ` (${escapedMarkdown(note)})`}`,
      `<${source}>`,
    ]),
    ...penalties.map(({ what, amount, source }) => [
      escapedMarkdown(amount),
      escapedMarkdown(what),
      `<${source}>`,
    ]),
  ];
  return rows.length === 0 ? '' : tableMarkdown(['when or how much', 'what', 'source'], rows);
}
