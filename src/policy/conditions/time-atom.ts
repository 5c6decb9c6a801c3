import type { Atom, TimeSight } from './condition.ts';
import { timeText, type TimeWindow } from './time-of-day.ts';
import type { LocalTime, Zone } from './zone.ts';

/** A claim about the local date and time. */
export function timeAtom(part: string, claim: string, zone: Zone, sees: TimeSight): Atom {
  return {
    part,
    reads: { kind: 'time', zone, sees },
    claim,
    test: (_action, at) => {
      const local = zone.localTime(at);
      return local === undefined ? 'unknown' : sees.holds(local);
    },
    found: (_action, at) => {
      const local = zone.localTime(at);
      return local === undefined ? NO_INSTANT : `it is ${localText(local)} in ${zone.name}`;
    },
    why: () => NO_INSTANT,
  };
}

const NO_INSTANT = 'no instant is given';

/** The day to which an hour belongs: with a window over midnight, its small hours belong to the day before. */
function dayOf(local: LocalTime, nightWindow: TimeWindow | undefined): number {
  return nightWindow !== undefined && local.minute < nightWindow.before ? local.day - 1 : local.day;
}

/** What a claim about the minute of the day tells apart; it may change at `minutes`. */
export function minuteSight(minutes: readonly number[], holds: (minute: number) => boolean): TimeSight {
  return { holds: ({ minute }) => holds(minute), minutes, days: [], isWeekly: false };
}

/** What a claim about the day to which an hour belongs tells apart; `days` are those at whose beginning it may change. */
export function daySight(
  nightWindow: TimeWindow | undefined,
  days: readonly number[],
  isWeekly: boolean,
  holds: (day: number) => boolean,
): TimeSight {
  return {
    holds: (local) => holds(dayOf(local, nightWindow)),
    minutes: nightWindow === undefined ? [] : [nightWindow.before],
    days: nightWindow === undefined ? days : days.flatMap((day) => [day, day + 1]),
    isWeekly,
  };
}

/** From 1 (Monday) to 7 (Sunday) of a day counted from 1970-01-01, a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export function weekdayName(weekday: number): string {
  return WEEKDAYS[weekday - 1] ?? '';
}

function localText({ day, minute }: LocalTime): string {
  const date = new Date(day * 86_400_000);
  const text = Number.isNaN(date.getTime()) ? `day ${day}` : date.toISOString().replace(/T.*$/, '');
  return `${weekdayName(weekdayOf(day))} ${text} ${timeText(minute)}`;
}
