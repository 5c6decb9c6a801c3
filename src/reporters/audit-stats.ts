import { jsonText } from './diagnostics-json.ts';
import type { Paint } from './paint.ts';
import { textWidth } from './text-width.ts';
import { visibleText } from './visible-text.ts';

/** How often each name occurs, the most frequent first. */
type Totals = readonly { readonly name: string; readonly entries: number }[];

/** What an audit log comes to. */
export interface AuditStats {
  /** As the user named it. */
  readonly file: string;
  /** How many entries the log has. */
  readonly entries: number;
  readonly decisions: Totals;
  readonly risks: Totals;
  /** How actions ended. */
  readonly outcomes: Totals;
  readonly humanDecisions: Totals;
  readonly rules: Totals;
  readonly agents: Totals;
  readonly actions: Totals;
}

/** Totals with small bars; of many names the most frequent. */
export function prettyAuditStats(stats: AuditStats, paint: Paint): string {
  const parts = PARTS.filter(([, name]) => stats[name].length > 0).map(
    ([heading, name]) => `${paint.bold(heading)}\n${bars(stats[name], paint)}`,
  );
  return `${stats.entries} entries in ${visibleText(stats.file)}\n\n${parts.join('\n')}`;
}

export function jsonAuditStats({ file, entries, ...totals }: AuditStats): string {
  return jsonText({
    schemaVersion: 1,
    file,
    entries,
    totals: Object.fromEntries(PARTS.map(([, name]) => [name, totals[name].map((total) => ({ ...total }))])),
  });
}

const PARTS = [
  ['decisions', 'decisions'],
  ['risks', 'risks'],
  ['outcomes', 'outcomes'],
  ['said by people', 'humanDecisions'],
  ['rules that decided', 'rules'],
  ['agents', 'agents'],
  ['actions', 'actions'],
] as const;

const MOST = 10;
const BAR_WIDTH = 30;

function bars(totals: Totals, paint: Paint): string {
  const shown = totals.slice(0, MOST).map(({ name, entries }) => ({ name: visibleText(name), entries }));
  const nameWidth = Math.max(...shown.map(({ name }) => textWidth(name)));
  const countWidth = Math.max(...shown.map(({ entries }) => String(entries).length));
  const most = Math.max(...shown.map(({ entries }) => entries));
  const lines = shown.map(({ name, entries }) => {
    const bar = '█'.repeat(Math.max(1, Math.round((entries / most) * BAR_WIDTH)));
    const space = ' '.repeat(nameWidth - textWidth(name));
    return `  ${name}${space}  ${String(entries).padStart(countWidth)} ${paint.blue(bar)}\n`;
  });
  const left = totals.length - shown.length;
  return lines.join('') + (left > 0 ? `  and ${left} more\n` : '');
}
