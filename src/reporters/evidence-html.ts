import type { EntryReference } from '../audit/index.ts';
import type { EvidenceSummary, Framework, Outcome, RuleResult } from '../compliance/index.ts';
import { NOT_SHOWN, sources } from './evidence-wording.ts';
import { daysChart, type Look } from './html-charts.ts';
import { escapedHtml, richHtml } from './html-text.ts';

const LOOKS: Readonly<Record<Outcome, Look>> = { pass: 'pass', fail: 'fail', 'no evidence': 'open' };
const WORDS: Readonly<Record<Outcome, string>> = {
  pass: 'passes',
  fail: 'fails',
  'no evidence': 'no evidence',
};

export function outcomeLook(outcome: Outcome): Look {
  return LOOKS[outcome];
}

export function pill(look: Look, word: string): string {
  return `<span class="pill is-${look}">${escapedHtml(word)}</span>`;
}

export function outcomePill(outcome: Outcome): string {
  return pill(LOOKS[outcome], WORDS[outcome]);
}

/** What was looked at, and decisions by day. */
export function sourcesHtml(summary: EvidenceSummary): string {
  const facts = sources(summary).map(
    ([name, says]) =>
      `<dt>${escapedHtml(name)}</dt><dd${says.startsWith('CHANGED') ? ' class="changed"' : ''}>${richHtml(says)}</dd>`,
  );
  const chart = daysChart(summary.log?.days ?? []);
  return `<section aria-labelledby="sources"><h2 id="sources">What was looked at</h2>
<div class="card"><dl class="facts">${facts.join('')}</dl></div>
${chart === '' ? '' : `<h2>Decisions by day</h2><div class="card">${chart}</div>`}</section>`;
}

export function rulesHtml(rules: readonly RuleResult[]): string {
  return `<ul class="rules">${rules.map(ruleHtml).join('')}</ul>`;
}

const MOST = 8;

function ruleHtml({ rule, passesWhen, outcome, says, support, against, examples = [] }: RuleResult): string {
  const shown = outcome === 'fail' ? against : support;
  const refs = named(outcome, support, against).map(entryLink);
  const left = (shown?.total ?? 0) - refs.length;
  const found = examples.slice(0, MOST).map((text) => `<li><code>${escapedHtml(text)}</code></li>`);
  const more = examples.length - found.length;
  return `<li>
<div class="head">${outcomePill(outcome)}<span class="rule-title">${richHtml(rule.title)}</span><span class="says">${richHtml(says)}</span></div>
<p class="soft">passes when ${richHtml(passesWhen)}</p>
${refs.length === 0 ? '' : `<p class="refs">${outcome === 'fail' ? 'against' : 'for'} ${refs.join('')}${left > 0 ? ` and ${left} more` : ''}</p>`}
${found.length === 0 ? '' : `<ul>${found.join('')}${more > 0 ? `<li>and ${more} more</li>` : ''}</ul>`}
${outcome === 'fail' ? `<p class="next">next: ${richHtml(rule.next)}</p>` : ''}
</li>`;
}

/** The entries that are named for a rule, or against it; more of those against. */
function named(
  outcome: Outcome,
  support: RuleResult['support'],
  against: RuleResult['against'],
): readonly EntryReference[] {
  return outcome === 'fail'
    ? (against?.entries ?? []).slice(0, MOST)
    : (support?.entries ?? []).slice(0, MOST / 2);
}

function entryLink({ id, hash }: EntryReference): string {
  return `<a href="#entry-${id}"><code>#${id} ${escapedHtml(hash.slice(0, 8))}</code></a>`;
}

/** Every entry that the rules name, with its whole hash. */
export function entriesHtml(rules: readonly RuleResult[]): string {
  const rows = new Map(
    rules.flatMap(({ outcome, support, against }) =>
      ((outcome === 'fail' ? against : support)?.entries ?? [])
        .slice(0, MOST)
        .map((one) => [one.id, one] as const),
    ),
  );
  if (rows.size === 0) return '';
  const sorted = [...rows.values()].sort((left, right) => left.id - right.id);
  return `<section aria-labelledby="entries"><h2 id="entries">Entries that are named</h2>
<div class="card scroll" role="region" aria-labelledby="entries" tabindex="0"><table><caption>As they stand in the log; <code>aegis audit prove &lt;entry&gt;</code> shows that one is in it</caption>
<thead><tr><th scope="col">entry</th><th scope="col">time</th><th scope="col">who and what</th><th scope="col">decided</th><th scope="col">hash</th></tr></thead>
<tbody>${sorted.map(entryRow).join('\n')}</tbody></table></div></section>`;
}

function entryRow(entry: EntryReference): string {
  const { id, hash, timestamp, event, agent, action, target, approval, rule, risk, answer, status } = entry;
  const what = [action, target].filter((part) => part !== undefined).join(' on ');
  const decided = [
    approval === undefined ? undefined : `${approval}${rule === undefined ? '' : ` by ${rule}`}`,
    risk,
    answer,
    status,
  ].filter((part) => part !== undefined);
  return `<tr id="entry-${id}"><th scope="row">#${id}</th><td class="number">${escapedHtml(timestamp.replace('T', ' ').slice(0, 19))}</td><td>${escapedHtml(agent ?? 'somebody')}: ${escapedHtml(what === '' ? event : what)}</td><td>${escapedHtml(decided.join(', '))}</td><td><code class="hash">${escapedHtml(hash)}</code></td></tr>`;
}

/** What no report shows. */
export function notShownHtml(): string {
  return `<section aria-labelledby="not-shown"><h2 id="not-shown">What this does not show</h2>
<div class="card"><ul>${NOT_SHOWN.map((text) => `<li>${escapedHtml(text)}</li>`).join('')}</ul></div></section>`;
}

/** Days and penalties, each with its source. */
export function factsHtml({ id, dates = [], penalties = [] }: Framework): string {
  if (dates.length + penalties.length === 0) return '';
  const link = (source: string) => `<a href="${escapedHtml(source)}" rel="noreferrer">source</a>`;
  const days = dates.map(
    ({ what, date, source, note }) =>
      `<tr><th scope="row">${date}</th><td>${escapedHtml(what)}${note === undefined ? '' : `<br><span class="soft">${escapedHtml(note)}</span>`}</td><td>${link(source)}</td></tr>`,
  );
  const fines = penalties.map(
    ({ what, amount, source }) =>
      `<tr><th scope="row">${escapedHtml(amount)}</th><td>${escapedHtml(what)}</td><td>${link(source)}</td></tr>`,
  );
  return `<div class="card scroll" role="region" aria-label="Days and penalties" tabindex="0"><table><caption>Days and penalties</caption><thead><tr><th scope="col">when or how much</th><th scope="col">what</th><th scope="col"><span class="sr">source of ${escapedHtml(id)}</span></th></tr></thead><tbody>${[...days, ...fines].join('')}</tbody></table></div>`;
}
