import type { Zone } from '../../policy/index.ts';

/** A stretch of time, from `start` to `end` (exclusive) in milliseconds, in which no clock is changed. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  /** By zone: how far its clocks are ahead of UTC, in milliseconds; whole minutes. */
  readonly offsets: readonly number[];
}

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** The stretches between two whole minutes, in order. */
export function stretchesBetween(zones: readonly Zone[], start: number, end: number): readonly Stretch[] {
  const clocks = zones.map((zone) => settingsBetween(zone, start, end));
  const starts = [...new Set(clocks.flatMap((settings) => settings.map(({ from }) => from)))];
  starts.sort((a, b) => a - b);
  const at = clocks.map(() => 0);
  return starts.map((from, i) => ({
    start: from,
    end: starts[i + 1] ?? end,
    offsets: clocks.map((settings, zone) => {
      while ((settings[(at[zone] as number) + 1]?.from ?? Infinity) <= from)
        at[zone] = (at[zone] as number) + 1;
      return settings[at[zone] as number]?.offset ?? 0;
    }),
  }));
}

/** From when on clocks are set so. */
interface Setting {
  readonly from: number;
  readonly offset: number;
}

const remembered = new WeakMap<Zone, ReadonlyMap<string, readonly Setting[]>>();

/** How a zone's clocks are set; the last span asked is remembered, because asking the host is slow. */
function settingsBetween(zone: Zone, start: number, end: number): readonly Setting[] {
  const span = `${start} ${end}`;
  const known = remembered.get(zone)?.get(span);
  if (known !== undefined) return known;
  const settings: Setting[] = [{ from: start, offset: offsetAt(zone, start) }];
  for (let from = start; from + MINUTE_MS < end; from += LOOK_MS) {
    const to = Math.min(from + LOOK_MS, end - MINUTE_MS);
    addChanges(settings, zone, from, to, offsetAt(zone, to));
  }
  remembered.set(zone, new Map([[span, settings]]));
  return settings;
}

/**
 * How far apart clocks are looked at. No zone has changed them forth and back in less since 1970: the shortest such time
 * was 12 days (America/Argentina/San_Juan, 2004).
 */
const LOOK_MS = 7 * DAY_MS;

/** Halves the time until a change stands between two neighbouring minutes. */
function addChanges(settings: Setting[], zone: Zone, from: number, to: number, offset: number): void {
  if (settings.at(-1)?.offset === offset) return;
  if (to - from <= MINUTE_MS) {
    settings.push({ from: to, offset });
    return;
  }
  const middle = Math.floor((from + to) / 2 / MINUTE_MS) * MINUTE_MS;
  addChanges(settings, zone, from, middle, offsetAt(zone, middle));
  addChanges(settings, zone, middle, to, offset);
}

/** At a whole minute. Of an odd offset, as there were a few until 1972, the whole minute below. */
function offsetAt(zone: Zone, at: number): number {
  const local = zone.localTime(at);
  return local === undefined ? 0 : local.day * DAY_MS + local.minute * MINUTE_MS - at;
}
