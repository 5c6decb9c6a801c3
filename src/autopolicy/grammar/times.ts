import { DAYS, environmentOf, HOURS, NIGHT, ZONES } from '../lexicon.ts';
import type { Condition } from '../syntax.ts';
import type { Cursor } from './cursor.ts';

/** A time, with the zone that was named beside it. */
export interface TimePhrase {
  readonly condition: Condition;
  readonly zone?: string;
}

/** `on weekends`, `after 6pm`, `Monday to Thursday between 9 and 17`, `after 18:00 in Berlin`. */
export function readTime(c: Cursor): TimePhrase | undefined {
  return c.attempt(() => {
    const first = readOneTime(c);
    if (first === undefined) return undefined;
    const parts = [first];
    let join: 'and' | 'or' | undefined;
    for (;;) {
      const start = c.at;
      const word = c.eat('and', 'or', 'or on', 'or at', ',');
      const next = readOneTime(c);
      if (next === undefined) {
        c.at = start;
        break;
      }
      if (word !== undefined && word !== ',') join = word === 'and' ? (join ?? 'and') : 'or';
      else if (!isTogether(parts.at(-1), next)) {
        c.at = start;
        break;
      } else {
        parts[parts.length - 1] = merged(parts.at(-1) ?? next, next);
        continue;
      }
      parts.push(next);
    }
    const zone = readZone(c);
    return { condition: joined(parts, join), ...(zone === undefined ? {} : { zone }) };
  });
}

/** Days and hours side by side are one window. */
function isTogether(a: Condition | undefined, b: Condition): boolean {
  if (a?.kind !== 'time' || b.kind !== 'time') return a !== undefined;
  return true;
}

function merged(a: Condition, b: Condition): Condition {
  const isOverlapping =
    a.kind !== 'time' ||
    b.kind !== 'time' ||
    (a.days !== undefined && b.days !== undefined) ||
    (a.after !== undefined && b.after !== undefined) ||
    (a.before !== undefined && b.before !== undefined);
  return isOverlapping ? { kind: 'all', of: [a, b] } : { ...a, ...b };
}

function joined(parts: readonly Condition[], join: 'and' | 'or' | undefined): Condition {
  const [first, second] = parts;
  if (first === undefined || second === undefined) return first ?? { kind: 'all', of: [] };
  if (join === 'or') return { kind: 'any', of: parts };
  const isWindow =
    parts.length === 2 &&
    first.kind === 'time' &&
    second.kind === 'time' &&
    first.after !== undefined &&
    first.before === undefined &&
    second.before !== undefined &&
    second.after === undefined;
  return isWindow ? merged(first, second) : { kind: 'both', of: parts };
}

function readOneTime(c: Cursor): Condition | undefined {
  return c.attempt(() => {
    c.eat('every', 'all day', 'but only');
    return readHours(c) ?? readDays(c) ?? readSpan(c) ?? readEdge(c);
  });
}

function readHours(c: Cursor): Condition | undefined {
  return c.attempt(() => {
    if (c.eat('at night', 'overnight', 'during the night', 'at nighttime', 'by night') !== undefined)
      return { kind: 'time', after: NIGHT[0] ?? '', before: NIGHT[1] ?? '' };
    if (c.eat('after hours', 'out of hours', 'off hours', 'off-hours', 'after-hours') !== undefined)
      return { kind: 'not', of: hoursOf('business hours') };
    const isOutside = c.eat('outside of', 'outside', 'except during', 'not during', 'beyond') !== undefined;
    if (!isOutside) c.eat('during', 'in', 'within', 'only during');
    c.eat('the', 'our', 'normal', 'regular', 'standard', 'local');
    const name = c.eat(...Object.keys(HOURS));
    if (name !== undefined) return isOutside ? { kind: 'not', of: hoursOf(name) } : hoursOf(name);
    if (!isOutside) return undefined;
    const inside = readDays(c) ?? readSpan(c);
    if (inside === undefined) return undefined;
    const next = inside.kind === 'time' && inside.days !== undefined ? readSpan(c) : undefined;
    return { kind: 'not', of: next === undefined ? inside : merged(inside, next) };
  });
}

function hoursOf(name: string): Condition {
  const [after = '', before = ''] = HOURS[name] ?? [];
  return { kind: 'time', days: [1, 2, 3, 4, 5], after, before };
}

function readDays(c: Cursor): Condition | undefined {
  return c.attempt(() => {
    c.eat(
      'on',
      'at',
      'during',
      'over',
      'from',
      'between',
      'on the',
      'over the',
      'during the',
      'at the',
      'in the',
      'on any',
      'on every',
      'for',
    );
    c.eat('the', 'a');
    if (c.eat('weekend', 'weekends') !== undefined) return { kind: 'time', days: [6, 7] };
    if (c.eat('weekday', 'weekdays', 'working days', 'workdays', 'business days', 'work days') !== undefined)
      return { kind: 'time', days: [1, 2, 3, 4, 5] };
    const first = readDay(c);
    if (first === undefined) return undefined;
    const to = c.attempt(() =>
      c.eat('to', 'through', '-', 'until', 'till', 'thru') === undefined ? undefined : readDay(c),
    );
    if (to !== undefined) return { kind: 'time', days: daysBetween(first, to) };
    const days = [first];
    for (;;) {
      const next = c.attempt(() => {
        if (c.eat('and', 'or', ',', '/', '&', ', and', ', or', 'and on', 'or on') === undefined)
          return undefined;
        return readDay(c);
      });
      if (next === undefined) return { kind: 'time', days: days.sort((a, b) => a - b) };
      days.push(next);
    }
  });
}

function readDay(c: Cursor): number | undefined {
  const day = Object.hasOwn(DAYS, c.word()) ? DAYS[c.word()] : undefined;
  if (day !== undefined) c.advance();
  return day;
}

function daysBetween(from: number, to: number): readonly number[] {
  const count = ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, i) => ((from - 1 + i) % 7) + 1).sort((a, b) => a - b);
}

/** `between 9 and 17`, `from 9am to 5pm`, `9-5`, `9:00-17:00`. */
function readSpan(c: Cursor): Condition | undefined {
  return c.attempt(() => {
    const opened = c.eat('between', 'from', 'during', 'within', 'in');
    const first = readClock(c);
    if (first === undefined || c.eat('and', 'to', '-', 'until', 'till', 'through') === undefined)
      return undefined;
    const last = readClock(c);
    if (last === undefined) return undefined;
    const isPlain = first.isBare && last.isBare;
    if (isPlain && opened === undefined && !(first.hour === 9 && last.hour === 5)) return undefined;
    return spanOf(first, last);
  });
}

function spanOf(first: ClockTime, last: ClockTime): Condition | undefined {
  // Nobody works from nine in the morning to five in the morning: 9 to 5 is the idiom.
  if (
    first.isBare &&
    last.isBare &&
    first.hour >= 7 &&
    first.hour <= 12 &&
    last.hour < first.hour &&
    last.hour <= 7
  )
    return { kind: 'time', after: clockText(first), before: clockText({ ...last, hour: last.hour + 12 }) };
  if (first.isBare && !last.isBare && last.isMorning === undefined && last.hour < 12) return undefined;
  if (clockText(first) === clockText(last)) return undefined;
  return { kind: 'time', after: clockText(first), before: clockText(last) };
}

/** `after 6pm`, `before 9:00`, `until noon`. */
function readEdge(c: Cursor): Condition | undefined {
  return c.attempt(() => {
    const isAfter =
      c.eat('after', 'past', 'from', 'since', 'starting at', 'later than', 'as of') !== undefined;
    if (!isAfter && c.eat('before', 'until', 'till', 'up to', 'earlier than', 'by') === undefined)
      return undefined;
    const time = readClock(c);
    if (time === undefined) return undefined;
    c.eat('onwards', 'on', "o'clock", 'each day', 'every day', 'daily');
    if (time.isBare && time.hour <= 12) {
      const token = c.token(-1);
      c.blame({
        kind: 'time',
        start: token?.start ?? 0,
        end: token?.end ?? 0,
        help: 'say `6am`, `6pm` or `18:00`',
      });
      return undefined;
    }
    if (isAfter) return { kind: 'time', after: clockText(time) };
    return {
      kind: 'time',
      before: clockText(time.hour === 0 && time.minute === 0 ? { ...time, hour: 24 } : time),
    };
  });
}

interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  /** Written without minutes and without am or pm. */
  readonly isBare: boolean;
  readonly isMorning?: boolean;
}

function readClock(c: Cursor): ClockTime | undefined {
  if (c.eat('noon', 'midday') !== undefined) return { hour: 12, minute: 0, isBare: false };
  if (c.eat('midnight') !== undefined) return { hour: 0, minute: 0, isBare: false };
  const token = c.token();
  if (token?.kind === 'number' && /^\d{1,2}$/.test(token.word) && Number(token.word) <= 24) {
    c.advance();
    c.eat('h', 'hours', 'hrs');
    return { hour: Number(token.word), minute: 0, isBare: true };
  }
  if (token?.kind !== 'time') return undefined;
  const [, hours = '', minutes = '0', half] = /^(\d{1,2})(?::(\d{2}))?([ap])?m?$/.exec(token.word) ?? [];
  const hour = Number(hours);
  const minute = Number(minutes);
  const isValid = minute < 60 && (half === undefined ? hour < 24 : hour >= 1 && hour <= 12);
  if (!isValid) {
    c.blame({ kind: 'time', start: token.start, end: token.end, help: 'write times like `6pm` or `18:00`' });
    return undefined;
  }
  c.advance();
  if (half === undefined) return { hour, minute, isBare: false };
  return { hour: (hour % 12) + (half === 'p' ? 12 : 0), minute, isBare: false, isMorning: half === 'a' };
}

function clockText({ hour, minute }: ClockTime): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** `in Berlin`, `Berlin time`, `Europe/Berlin`, `UTC`. */
function readZone(c: Cursor): string | undefined {
  return c.attempt(() => {
    const isIn = c.eat('in', '(') !== undefined;
    c.eat('the');
    const zone = readZoneName(c);
    if (zone === undefined) {
      const token = c.token();
      if (isIn && token?.isCapital === true && environmentOf(token.word) === undefined) {
        const { start, end } = token;
        c.blame({ kind: 'zone', start, end, help: 'name a time zone, such as `Europe/Berlin` or `UTC`' });
      }
      return undefined;
    }
    c.eat('time', 'local time', 'time zone', 'timezone');
    c.eat(')');
    return zone;
  });
}

function readZoneName(c: Cursor): string | undefined {
  for (const length of [3, 2, 1]) {
    const words = c.words(length);
    if (words.length < length) continue;
    const phrase = words.join(' ');
    const zone = Object.hasOwn(ZONES, phrase) ? ZONES[phrase] : c.zones.get(phrase.toLowerCase());
    if (zone !== undefined) {
      c.advance(length);
      return zone;
    }
  }
  return undefined;
}
