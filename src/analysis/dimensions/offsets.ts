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

export const FIRST_MS = 0;
export const END_MS: number = Date.UTC(2100, 0, 1);

/** The stretches between two whole minutes, in order. */
export function stretchesBetween(zones: readonly Zone[], start: number, end: number): readonly Stretch[] {
  return stretchesOf(
    zones.map((zone) => settingsBetween(zone, start, end)),
    end,
  );
}

/** The stretches from 1970 to 2100, in order. */
export function stretchesOfAllTime(zones: readonly Zone[]): readonly Stretch[] {
  return stretchesOf(zones.map(allSettingsOf), END_MS);
}

/** The stretches into which clocks divide time until `end`; `clocks` has the settings of each zone. */
function stretchesOf(clocks: readonly (readonly Setting[])[], end: number): readonly Stretch[] {
  const starts = [...new Set(clocks.flatMap((settings) => settings.map(({ from }) => from)))];
  starts.sort((a, b) => a - b);
  const current = clocks.map(() => 0);
  return starts.map((from, i) => ({
    start: from,
    end: starts[i + 1] ?? end,
    offsets: clocks.map((settings, zone) => {
      let at = current[zone] as number;
      while ((settings[at + 1]?.from ?? Infinity) <= from) at += 1;
      current[zone] = at;
      return (settings[at] as Setting).offset;
    }),
  }));
}

/** From when on clocks are set so. */
interface Setting {
  readonly from: number;
  readonly offset: number;
}

/** How often clocks are changed is asked of the host some ten thousand times, so the answer is kept with the zone. */
const remembered = new WeakMap<Zone, readonly Setting[]>();

function allSettingsOf(zone: Zone): readonly Setting[] {
  const settings = remembered.get(zone) ?? settingsBetween(zone, FIRST_MS, END_MS);
  remembered.set(zone, settings);
  return settings;
}

function settingsBetween(zone: Zone, start: number, end: number): readonly Setting[] {
  const settings: Setting[] = [{ from: start, offset: offsetAt(zone, start) }];
  for (let from = start; from + MINUTE_MS < end; from += LOOK_MS) {
    const to = Math.min(from + LOOK_MS, end - MINUTE_MS);
    addChanges(settings, zone, from, to, offsetAt(zone, to));
  }
  return settings;
}

/**
 * How far apart clocks are looked at. No zone has changed them forth and back in less than a week since 1970 (the shortest
 * was America/Recife in October 2000), nor will by the rules known for the years until 2045.
 */
const LOOK_MS = 6 * DAY_MS;

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
