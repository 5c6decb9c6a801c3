import type { ControlResult, Outcome, Requirement } from '../compliance/index.ts';
import {
  entriesHtml,
  notShownHtml,
  outcomeLook,
  outcomePill,
  rulesHtml,
  sourcesHtml,
  factsHtml,
} from './evidence-html.ts';
import { barChart, ringChart } from './html-charts.ts';
import { htmlPage } from './html-page.ts';
import { escapedHtml } from './html-text.ts';
import type { ShownCompliance } from './shown-reports.ts';

/** A compliance report as one page that stands alone and prints well. */
export function htmlCompliance({ report, summary }: ShownCompliance): string {
  const { framework, controls, outside } = report;
  const body = `<header>
<p class="kicker">Aegis compliance report</p>
<h1>${escapedHtml(framework.title)}</h1>
<p class="note">${escapedHtml(framework.note ?? '')}</p>
${heroHtml(report)}
</header>
<main>
${sourcesHtml(summary)}
${ORDER.map(([outcome, heading]) => controlsHtml(heading, controls, outcome)).join('')}
${outsideHtml(outside)}
${entriesHtml(controls.flatMap(({ rules }) => rules))}
${factsHtml(framework) === '' ? '' : `<section aria-labelledby="facts"><h2 id="facts">Days and penalties</h2>${factsHtml(framework)}</section>`}
${notShownHtml()}
</main>
<footer><p>Ids and titles: <a href="${escapedHtml(framework.source)}" rel="noreferrer">${escapedHtml(framework.publisher)}</a>, read ${framework.read}. Every rule is stated beside its result.</p></footer>`;
  return htmlPage({ title: `Compliance: ${framework.title}`, body });
}

const ORDER: readonly (readonly [Outcome, string])[] = [
  ['fail', 'Fails'],
  ['no evidence', 'No evidence'],
  ['pass', 'Passes'],
];

function heroHtml({
  score,
  grade,
  passed,
  failed,
  controls,
  outside,
  notJudgedPercent,
  framework,
}: ShownCompliance['report']): string {
  const open = controls.length - passed - failed;
  const parts = [
    { look: 'pass', name: 'pass', count: passed },
    { look: 'fail', name: 'fail', count: failed },
    { look: 'open', name: 'without evidence', count: open },
    { look: 'none', name: 'only the organisation can show', count: outside.length },
  ] as const;
  return `<div class="card hero">
${ringChart(parts.slice(0, 2), grade ?? '–', score === null ? 'no score' : `${score} of 100`)}
<div><dl class="figures">
<div><dt>pass</dt><dd>${passed}</dd></div><div><dt>fail</dt><dd>${failed}</dd></div>
<div><dt>no evidence</dt><dd>${open}</dd></div><div><dt>could not be judged here</dt><dd>${notJudgedPercent} %</dd></div>
</dl>
${barChart(parts)}
<p class="soft">The score counts the ${passed + failed} controls that were judged, of ${framework.requirements.length}.</p></div>
</div>`;
}

function controlsHtml(heading: string, controls: readonly ControlResult[], outcome: Outcome): string {
  const shown = controls.filter((control) => control.outcome === outcome);
  if (shown.length === 0) return '';
  const id = outcome.replace(' ', '-');
  const cards = shown.map(
    ({ requirement, rules }) => `<article class="card item is-${outcomeLook(outcome)}">
<div class="head"><span class="id">${escapedHtml(requirement.id)}</span><h3>${escapedHtml(requirement.title)}</h3>${outcomePill(outcome)}</div>
${rulesHtml(rules)}
${requirement.beyond === undefined ? '' : `<p class="beyond">Only the organisation can show: ${escapedHtml(requirement.beyond)}</p>`}
</article>`,
  );
  return `<section aria-labelledby="${id}"><h2 id="${id}">${heading} (${shown.length})</h2>${cards.join('\n')}</section>`;
}

function outsideHtml(outside: readonly Requirement[]): string {
  if (outside.length === 0) return '';
  const items = outside.map(
    ({ id, title }) => `<li><span class="id">${escapedHtml(id)}</span> ${escapedHtml(title)}</li>`,
  );
  return `<section aria-labelledby="outside"><h2 id="outside">Only the organisation can show (${outside.length})</h2><div class="card"><ul class="columns">${items.join('')}</ul></div></section>`;
}
