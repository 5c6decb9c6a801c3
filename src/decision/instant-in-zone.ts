import { err, ok, type Result } from '../base/index.ts';

const FORM =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?([Zz]|[+-]\d{2}:\d{2})?$/;

/**
 * The instant a user wrote, in milliseconds since 1970-01-01T00:00:00Z: RFC 3339 (the seconds may be left out), or local
 * time in the zone. Of a local time that happens twice the earlier one is meant; one that clocks skip is an error.
 */
export function instantInZone(text: string, timezone: string): Result<number, 'malformed' | 'skipped'> {
  const parts = FORM.exec(text);
  const wall = parts === null ? undefined : wallClock(parts);
  if (wall === undefined) return err('malformed');
  const written = parts?.[8];
  if (written !== undefined) {
    const offset = offsetOf(written);
    return offset === undefined ? err('malformed') : ok(wall - offset);
  }
  const instants = [wall - DAY, wall + DAY]
    .map((near) => wall - zoneOffset(near, timezone))
    .filter((instant) => instant + zoneOffset(instant, timezone) === wall);
  return instants.length > 0 ? ok(Math.min(...instants)) : err('skipped');
}

const DAY = 86_400_000;

/** The fields read as if they were UTC, or `undefined` when there is no such day or time. */
function wallClock(parts: RegExpExecArray): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1, 6).map(Number);
  const second = Number(parts[6] ?? 0);
  const millisecond = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  const wall = new Date(0);
  wall.setUTCFullYear(year, month - 1, day);
  const isDay = wall.getUTCMonth() === month - 1 && wall.getUTCDate() === day;
  // A leap second counts as the second after it, as in the actions of a file.
  if (!isDay || hour > 23 || minute > 59 || second > 60) return undefined;
  return wall.setUTCHours(hour, minute, second, millisecond);
}

/** In milliseconds, 0 for `Z`, which has no digits; `undefined` for an offset of a day or more, and for more than 59 minutes. */
function offsetOf(text: string): number | undefined {
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** How far local time is ahead of UTC at an instant, in milliseconds. */
function zoneOffset(instant: number, timezone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const field = new Map(format.formatToParts(instant).map((part) => [part.type, Number(part.value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => field.get(type) ?? 0;
  const local = new Date(0);
  local.setUTCFullYear(of('year'), of('month') - 1, of('day'));
  local.setUTCHours(of('hour'), of('minute'), of('second'));
  return local.getTime() - Math.floor(instant / 1000) * 1000;
}
