import type { DayOfDecisions } from '../compliance/index.ts';
import { escapedHtml } from './html-text.ts';

/** What a part of a chart looks like. */
export type Look = 'pass' | 'fail' | 'open' | 'none';

export interface Part {
  readonly look: Look;
  readonly name: string;
  readonly count: number;
}

const RADIUS = 62;
const AROUND = 2 * Math.PI * RADIUS;

/** A ring of parts around two words. */
export function ringChart(parts: readonly Part[], big: string, small: string): string {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  let from = 0;
  const arcs = parts.flatMap(({ look, count }) => {
    if (count === 0) return [];
    const length = (count / total) * AROUND;
    const arc = `<circle class="s-${look}" cx="76" cy="76" r="${RADIUS}" fill="none" stroke-width="13" stroke-dasharray="${fixed(length)} ${fixed(AROUND - length)}" stroke-dashoffset="${fixed(-from)}" transform="rotate(-90 76 76)"/>`;
    from += length;
    return [arc];
  });
  return `<svg class="ring" viewBox="0 0 152 152" role="img" aria-label="${escapedHtml(`${big} ${small}: ${partsText(parts)}`)}">
<circle class="ring-back" cx="76" cy="76" r="${RADIUS}" fill="none" stroke-width="13"/>
${arcs.join('\n')}
<text class="big" x="76" y="85" text-anchor="middle">${escapedHtml(big)}</text>
<text class="small" x="76" y="104" text-anchor="middle">${escapedHtml(small)}</text>
</svg>`;
}

/** Parts side by side, with a legend. */
export function barChart(parts: readonly Part[]): string {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  let from = 0;
  const pieces = parts.flatMap(({ look, count }) => {
    if (count === 0 || total === 0) return [];
    const width = (count / total) * 100;
    const piece = `<rect class="f-${look}" x="${fixed(from)}" y="0" width="${fixed(width)}" height="10"/>`;
    from += width;
    return [piece];
  });
  return `<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="${escapedHtml(partsText(parts))}">${pieces.join('')}</svg>
${legend(parts)}`;
}

function legend(parts: readonly Part[]): string {
  const items = parts.map(
    ({ look, name, count }) =>
      `<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="f-${look}" width="10" height="10" rx="2"/></svg>${count} ${escapedHtml(name)}</li>`,
  );
  return `<ul class="legend">${items.join('')}</ul>`;
}

function partsText(parts: readonly Part[]): string {
  return parts.map(({ count, name }) => `${count} ${name}`).join(', ');
}

const HEIGHT = 100;
const MOST_BARS = 62;

/** Decisions on each day, what ran at the bottom; of a long time, neighbouring days are one bar. */
export function daysChart(days: readonly DayOfDecisions[]): string {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return '';
  const all = withIdleDays(days, first.day, last.day);
  const size = Math.ceil(all.length / MOST_BARS);
  const bars = Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    summed(all.slice(index * size, (index + 1) * size)),
  );
  const most = Math.max(1, ...bars.map(totalOf));
  const step = 100 / bars.length;
  const gap = Math.min(step * 0.25, 1.5);
  const pieces = bars.flatMap((bar, index) => {
    let top = HEIGHT;
    return LAYERS.flatMap(([name, look]) => {
      const height = (bar[name] / most) * (HEIGHT - 4);
      if (height === 0) return [];
      top -= height;
      return [
        `<rect class="f-${look}" x="${fixed(index * step + gap / 2)}" y="${fixed(top)}" width="${fixed(step - gap)}" height="${fixed(height)}"/>`,
      ];
    });
  });
  const sum = summed(all);
  const parts = LAYERS.map(([name, look, says]) => ({ look, name: says, count: sum[name] }));
  const each = size === 1 ? 'a day' : `${size} days`;
  return `<svg class="days" viewBox="0 0 100 ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${escapedHtml(`decisions from ${first.day} to ${last.day}, at most ${most} in ${each}: ${partsText(parts)}`)}">
<rect class="f-none" x="0" y="${HEIGHT - 0.6}" width="100" height="0.6"/>
${pieces.join('')}
</svg>
<p class="axis"><span>${first.day}</span><span>at most ${most} in ${each}</span><span>${last.day}</span></p>
${legend(parts)}`;
}

const LAYERS = [
  ['auto', 'pass', 'allowed'],
  ['approve', 'open', 'asked'],
  ['block', 'fail', 'refused'],
] as const satisfies readonly (readonly [keyof DayOfDecisions, Look, string])[];

const DAY = 86_400_000;
/** About thirty years: clocks can be wrong. */
const MOST_DAYS = 11_000;

function withIdleDays(
  days: readonly DayOfDecisions[],
  first: string,
  last: string,
): readonly DayOfDecisions[] {
  const count = Math.round((Date.parse(last) - Date.parse(first)) / DAY) + 1;
  if (!(count > 0 && count <= MOST_DAYS)) return days;
  const known = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.parse(first) + index * DAY).toISOString().slice(0, 10);
    return known.get(day) ?? { day, auto: 0, approve: 0, block: 0 };
  });
}

function summed(days: readonly DayOfDecisions[]): DayOfDecisions {
  const sum = (name: 'auto' | 'approve' | 'block') => days.reduce((total, day) => total + day[name], 0);
  return { day: days[0]?.day ?? '', auto: sum('auto'), approve: sum('approve'), block: sum('block') };
}

function totalOf({ auto, approve, block }: DayOfDecisions): number {
  return auto + approve + block;
}

function fixed(number: number): string {
  return String(Number(number.toFixed(3)));
}
