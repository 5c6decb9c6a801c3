/** A local date and time: `day` counts from 1970-01-01, `minute` from midnight. */
export interface LocalTime {
  readonly day: number;
  readonly minute: number;
}

/** A time zone by its IANA name. */
export interface Zone {
  readonly name: string;
  /** The local time at an instant in milliseconds; `undefined` when it is no instant that a `Date` can hold. */
  localTime(at: number | undefined): LocalTime | undefined;
}

const DAY_MS = 86_400_000;
/** Zones change their offset on whole quarters of an hour; where they do not, both ends of a quarter are compared. */
const QUARTER_MS = 900_000;
const LAST_INSTANT = 8.64e15;

/** The zone of a policy that names none. */
export const UTC: Zone = {
  name: 'UTC',
  localTime: (at) => (isInstant(at) ? localTimeOf(at, 0) : undefined),
};

/** The zone of an IANA name (not an offset such as `+02:00`), or `undefined` when the host knows none of that name. */
export function createZone(name: string): Zone | undefined {
  if (name === UTC.name) return UTC;
  const format = formatFor(name);
  if (format === undefined) return undefined;
  const offsetAt = rememberLast((at) => offsetOf(format, at));
  return { name, localTime: (at) => (isInstant(at) ? localTimeOf(at, offsetAt(at)) : undefined) };
}

function formatFor(name: string): Intl.DateTimeFormat | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: name,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}

function offsetOf(format: Intl.DateTimeFormat, at: number): number {
  const parts: Record<string, number> = {};
  let isBeforeChrist = false;
  for (const { type, value } of format.formatToParts(at)) {
    if (type === 'era') isBeforeChrist = value.startsWith('B');
    else if (type !== 'literal') parts[type] = Number(value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const local = new Date(0);
  local.setUTCFullYear(isBeforeChrist ? 1 - year : year, month - 1, day);
  local.setUTCHours(hour, minute, second);
  return local.getTime() - Math.floor(at / 1000) * 1000;
}

/** Asking the host is slow (microseconds) and decisions come close in time: the last quarter's offset is remembered. */
function rememberLast(offsetOfInstant: (at: number) => number): (at: number) => number {
  let quarter = Number.NaN;
  let offset = 0;
  return (at) => {
    const here = Math.floor(at / QUARTER_MS);
    if (here === quarter) return offset;
    const atStart = offsetOfInstant(Math.max(here * QUARTER_MS, -LAST_INSTANT));
    const atEnd = offsetOfInstant(Math.min((here + 1) * QUARTER_MS - 1, LAST_INSTANT));
    if (atStart !== atEnd) return offsetOfInstant(at);
    quarter = here;
    offset = atStart;
    return offset;
  };
}

function localTimeOf(at: number, offset: number): LocalTime {
  const local = at + offset;
  const day = Math.floor(local / DAY_MS);
  return { day, minute: Math.floor((local - day * DAY_MS) / 60_000) };
}

function isInstant(at: number | undefined): at is number {
  return at !== undefined && Math.abs(at) <= LAST_INSTANT;
}
