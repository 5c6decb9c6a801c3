import type { RegulatoryReport, RequirementStatus, Status } from '../compliance/index.ts';
import { entriesHtml, factsHtml, notShownHtml, pill, rulesHtml, sourcesHtml } from './evidence-html.ts';
import { barChart, ringChart, type Look } from './html-charts.ts';
import { htmlPage } from './html-page.ts';
import { escapedHtml, richHtml } from './html-text.ts';
import type { ShownRegulatory } from './shown-reports.ts';

const LOOKS: Readonly<Record<Status, Look>> = {
  met: 'pass',
  partly: 'open',
  gap: 'fail',
  'not assessable': 'none',
};
const ORDER: readonly Status[] = ['gap', 'partly', 'met', 'not assessable'];

/** A gap analysis as one page that stands alone and prints well. */
export function htmlRegulatory({ reports, summary }: ShownRegulatory): string {
  const [only, ...others] = reports;
  const title = only !== undefined && others.length === 0 ? only.framework.title : 'All frameworks';
  const links = reports.map(
    ({ framework }) => `<li><a href="#${framework.id}">${escapedHtml(framework.title)}</a></li>`,
  );
  const rules = reports.flatMap(({ requirements }) => requirements.flatMap((one) => one.rules));
  const body = `<header>
<p class="kicker">Aegis gap analysis</p>
<h1>${escapedHtml(title)}</h1>
${others.length === 0 ? '' : `<nav aria-label="Frameworks"><ul>${links.join('')}</ul></nav>`}
</header>
<main>
${sourcesHtml(summary)}
${reports.map(reportHtml).join('\n')}
${entriesHtml(rules)}
${notShownHtml()}
</main>
<footer><p>Ids and titles are those of the publishers: ${reports
    .map(
      ({ framework: { publisher, source, read } }) =>
        `<a href="${escapedHtml(source)}" rel="noreferrer">${escapedHtml(publisher)}</a>, read ${read}`,
    )
    .join('; ')}.</p></footer>`;
  return htmlPage({ title: `Gap analysis: ${title}`, body });
}

function reportHtml({ framework, requirements, counts }: RegulatoryReport): string {
  const parts = [
    { look: 'pass', name: 'met', count: counts.met },
    { look: 'open', name: 'partly', count: counts.partly },
    { look: 'fail', name: counts.gap === 1 ? 'gap' : 'gaps', count: counts.gap },
    { look: 'none', name: 'not assessable here', count: counts['not assessable'] },
  ] as const;
  const shown = ORDER.flatMap((status) =>
    requirements.filter((one) => one.status === status && one.rules.length > 0),
  );
  const outside = requirements.filter(({ rules }) => rules.length === 0);
  return `<section aria-labelledby="${framework.id}"><h2 id="${framework.id}">${escapedHtml(framework.title)}</h2>
<p class="note">${escapedHtml(framework.note ?? '')}</p>
<div class="card hero">${ringChart(parts.slice(0, 3), `${counts.met}`, `of ${requirements.length} met`)}<div>${barChart(parts)}
<p class="soft">Partly: something is shown, and something is not, or only the organisation can show it. Not assessable here: nothing that was given shows it.</p></div></div>
${factsHtml(framework)}
${shown.map(requirementHtml).join('\n')}
${outside.length === 0 ? '' : outsideHtml(outside)}
</section>`;
}

function requirementHtml({ requirement, status, rules, next }: RequirementStatus): string {
  const { id, title, beyond } = requirement;
  const given = next.filter((text) => text.startsWith('give '));
  return `<article class="card item is-${LOOKS[status]}">
<div class="head"><span class="id">${escapedHtml(id)}</span><h3>${escapedHtml(title)}</h3>${pill(LOOKS[status], status === 'not assessable' ? 'not assessable here' : status)}</div>
${rulesHtml(rules)}
${beyond === undefined ? '' : `<p class="beyond">Only the organisation can show: ${escapedHtml(beyond)}</p>`}
${given.map((text) => `<p class="next">next: ${richHtml(text)}</p>`).join('')}
</article>`;
}

function outsideHtml(outside: readonly RequirementStatus[]): string {
  const items = outside.map(
    ({ requirement: { id, title } }) =>
      `<li><span class="id">${escapedHtml(id)}</span> ${escapedHtml(title)}</li>`,
  );
  return `<div class="card item is-none"><div class="head"><h3>Only the organisation can show (${outside.length})</h3>${pill('none', 'not assessable here')}</div><ul class="columns">${items.join('')}</ul></div>`;
}
