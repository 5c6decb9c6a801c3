import { AegisBug } from '../../base/index.ts';
import type { Truth } from '../../model/index.ts';
import type { Answers, Atom, TimeSight, Zone } from '../../policy/index.ts';
import type { Budget } from '../budget.ts';
import {
  DAY_MS,
  END_MS,
  FIRST_MS,
  MINUTE_MS,
  stretchesBetween,
  stretchesOfAllTime,
  type Stretch,
} from './offsets.ts';
import type { Region } from './region.ts';
import { letterOf, truthsOf, type Vector } from './vector.ts';

/**
 * Every vector of truths that atoms about time can have together at an instant from 1970 to 2100, each with such an
 * instant in milliseconds: in January 2026 and at a round time where there is one, about noon first. Last what they are
 * when no instant is given.
 *
 * A local time that a zone skips is no instant of it; of two zones, only times that meet at some instant count.
 */
export function timeRegions(atoms: readonly Atom[], budget: Budget): readonly Region<number | undefined>[] {
  const calendar = calendarOf(atoms);
  const regions = new Map<Vector, number | undefined>();
  const drafts = new Set<Vector>();
  for (const moment of momentsOf(calendar)) {
    budget.spend(1);
    const draft = calendar.sights
      .map(({ zone, sees }) => letterOf(sees.holds(localTime(moment, zone))))
      .join('');
    if (drafts.has(draft)) continue;
    drafts.add(draft);
    keep(moment.at);
  }
  keep(undefined);
  return [...regions].map(([vector, sample]) => ({ truths: truthsOf(vector), sample }));

  function keep(at: number | undefined): void {
    const vector = atoms.map((atom): string => letterOf(truthAt(atom, at))).join('');
    if (!regions.has(vector)) regions.set(vector, at);
  }
}

const NO_ANSWERS: Answers = new Map();

function truthAt(atom: Atom, at: number | undefined): Truth {
  return atom.test({}, at, NO_ANSWERS);
}

/** A Monday. */
const PREFERRED_MS = Date.UTC(2026, 0, 12);

/** All that some atoms tell apart of time. */
interface Calendar {
  readonly zones: readonly Zone[];
  readonly sights: readonly { readonly zone: number; readonly sees: TimeSight }[];
  /** By zone: the days at whose beginning something changes for good, ascending. */
  readonly days: readonly (readonly number[])[];
  /** By zone: the minutes of the day at which something may change; midnight is always one. */
  readonly minutes: readonly (readonly number[])[];
  /** After how long everything is as before, days set aside. */
  readonly period: number;
}

function calendarOf(atoms: readonly Atom[]): Calendar {
  const zones = new Map<string, Zone>();
  const named = atoms.map(({ part, reads }) => {
    if (reads.kind !== 'time') throw new AegisBug(`an atom of \`${part}\` does not read the time`);
    const { zone, sees } = reads;
    if (!zones.has(zone.name)) zones.set(zone.name, zone);
    return { name: zone.name, sees };
  });
  const names = [...zones.keys()];
  const seenIn = (name: string): readonly TimeSight[] =>
    named.filter((sight) => sight.name === name).map(({ sees }) => sees);
  return {
    zones: [...zones.values()],
    sights: named.map(({ name, sees }) => ({ zone: names.indexOf(name), sees })),
    days: names.map((name) => ascending(seenIn(name).flatMap(({ days }) => days))),
    minutes: names.map((name) => ascending([0, ...seenIn(name).flatMap(({ minutes }) => minutes)])),
    period: named.some(({ sees }) => sees.isWeekly) ? 7 * DAY_MS : DAY_MS,
  };
}

function ascending(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

interface Moment {
  readonly at: number;
  readonly offsets: readonly number[];
}

/** An instant for each combination of dates, days of the week and minutes that really occurs. */
function* momentsOf(calendar: Calendar): Generator<Moment, void> {
  const groups = new Map<string, Stretch[]>();
  for (const stretch of stretchesOf(calendar)) {
    for (const piece of cutByDays(stretch, calendar)) {
      const key = groupOf(piece, calendar);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [piece]);
      else group.push(piece);
    }
  }
  const sampled = [...groups.values()].map((pieces) => sampledOf(pieces, calendar.period));
  sampled.sort((a, b) => distance(a) - distance(b));
  for (const stretches of sampled) {
    const moments = stretches.flatMap((stretch) => momentsIn(stretch, calendar));
    yield* moments.sort((a, b) => minutesFromNoon(a) - minutesFromNoon(b) || a.at - b.at);
  }
}

/**
 * Stretches in which everything occurs that ever does. What two zones have together depends on both their offsets, so the
 * whole time is looked at; of one zone, some weeks between two days at which something changes are like all others there.
 */
function stretchesOf({ zones, days }: Calendar): readonly Stretch[] {
  if (zones.length !== 1) return stretchesOfAllTime(zones);
  const edges = [FIRST_MS, ...(days[0] ?? []).map((day) => day * DAY_MS), END_MS];
  return edges.slice(1).flatMap((end, i) => {
    const start = edges[i] as number;
    const isLong = end - start > LONG_MS;
    const from = isLong ? Math.max(start, Math.min(PREFERRED_MS, end - LONG_MS)) : start - MARGIN_MS;
    const to = isLong ? from + LONG_MS : end + MARGIN_MS;
    return from >= END_MS || to <= FIRST_MS
      ? []
      : stretchesBetween(zones, Math.max(from, FIRST_MS), Math.min(to, END_MS));
  });
}

/** Long enough for a week in which no clock is changed. */
const LONG_MS = 21 * DAY_MS;
/** More than any clock is away from UTC. */
const MARGIN_MS = 2 * DAY_MS;

function cutByDays(stretch: Stretch, { days }: Calendar): readonly Stretch[] {
  const cuts = days.flatMap((ofZone, zone) =>
    ofZone.map((day) => day * DAY_MS - (stretch.offsets[zone] as number)),
  );
  return cutAt(stretch, cuts);
}

function cutAt(stretch: Stretch, cuts: readonly number[]): readonly Stretch[] {
  const { start, end, offsets } = stretch;
  const edges = ascending([start, ...cuts.filter((cut) => cut > start && cut < end), end]);
  return edges.slice(1).map((to, i) => ({ start: edges[i] as number, end: to, offsets }));
}

/** Pieces of one group differ only in the day of the week and the minute. */
function groupOf(piece: Stretch, { days }: Calendar): string {
  const intervals = days.map((ofZone, zone) => {
    const day = dayAt(piece.start, piece.offsets[zone] as number);
    return ofZone.filter((cut) => cut <= day).length;
  });
  return [...intervals, ...(days.length === 1 ? [] : piece.offsets)].join();
}

/** One period of a piece that is long enough, the nearest to the preferred time; else all pieces. */
function sampledOf(pieces: readonly Stretch[], period: number): readonly Stretch[] {
  const whole = pieces
    .filter(({ start, end }) => end - start >= period)
    .map(({ start, end, offsets }) => {
      const from = Math.max(start, Math.min(PREFERRED_MS - (offsets[0] as number), end - period));
      return { start: from, end: from + period, offsets };
    })
    .sort((a, b) => distance([a]) - distance([b]));
  return whole.length > 0 ? whole.slice(0, 1) : pieces;
}

function distance(stretches: readonly Stretch[]): number {
  return Math.abs((stretches[0]?.start ?? 0) - PREFERRED_MS);
}

/** An instant between any two at which something may change. */
function momentsIn(stretch: Stretch, { minutes }: Calendar): readonly Moment[] {
  const cuts = minutes.flatMap((ofZone, zone) => {
    const offset = stretch.offsets[zone] as number;
    const [first, last] = [dayAt(stretch.start, offset), dayAt(stretch.end, offset)];
    return Array.from({ length: last - first + 1 }, (_, i) => first + i).flatMap((day) =>
      ofZone.map((minute) => day * DAY_MS + minute * MINUTE_MS - offset),
    );
  });
  return cutAt(stretch, cuts).map((piece) => ({ at: roundInstant(piece), offsets: piece.offsets }));
}

/** An instant of a stretch at which the first zone's clocks show a round time. */
function roundInstant({ start, end, offsets }: Stretch): number {
  const offset = offsets[0] as number;
  for (const minutes of [60, 30, 15, 5, 1]) {
    const step = minutes * MINUTE_MS;
    for (const near of [(start + end) / 2, start]) {
      const at = Math.ceil((near + offset) / step) * step - offset;
      if (at >= start && at < end) return at;
    }
  }
  return start;
}

function dayAt(at: number, offset: number): number {
  return Math.floor((at + offset) / DAY_MS);
}

function localTime({ at, offsets }: Moment, zone: number): { day: number; minute: number } {
  const offset = offsets[zone] as number;
  const day = dayAt(at, offset);
  return { day, minute: Math.floor((at + offset - day * DAY_MS) / MINUTE_MS) };
}

function minutesFromNoon(moment: Moment): number {
  return Math.abs(localTime(moment, 0).minute - 720);
}
