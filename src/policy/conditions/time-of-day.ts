import type { Located } from '../document.ts';
import type { Report } from '../report.ts';
import { wrongType } from '../shape.ts';

/** From `after` to `before`, in minutes of the local day; a window with `after` above `before` wraps over midnight. */
export interface TimeWindow {
  readonly after: number;
  readonly before: number;
}

/** Minutes since midnight of a time "HH:MM", reporting what is wrong with it. Only an end may be "24:00". */
export function readTimeOfDay(
  node: Located,
  key: string,
  isEnd: boolean,
  report: Report,
): number | undefined {
  if (node.kind !== 'scalar' || typeof node.value === 'boolean') {
    wrongType(node, `\`${key}\``, 'a time such as "18:00"', report);
    return undefined;
  }
  if (node.value === null) return undefined;
  if (typeof node.value === 'number') {
    reportNumber(node.value, node, key, report);
    return undefined;
  }
  const minutes = minutesOf(node.value, isEnd);
  if (minutes === undefined) {
    const meant = meantTime(node.value);
    report('AEG1014', node.range, `\`${key}\` is not a time of the form "HH:MM": \`${node.value}\``, {
      ...(meant === undefined ? {} : { label: `did you mean "${meant}"?` }),
      help: 'two digits for the hour (00 to 23), a colon, two digits for the minute',
    });
  }
  return minutes;
}

/** Minutes since midnight of a well-formed "HH:MM". */
export function minutesOf(text: string, isEnd: boolean): number | undefined {
  if (text === '24:00' && isEnd) return 24 * 60;
  if (!/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/.test(text)) return undefined;
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

export function timeText(minutes: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** YAML 1.1 tools write 18:00 without quotes as the number 1080, or 64800 with seconds. */
function reportNumber(value: number, node: Located, key: string, report: Report): void {
  const minutes = Number.isInteger(value) && value >= 0 && value <= 24 * 60 ? value : value / 60;
  const meant =
    Number.isInteger(minutes) && minutes >= 0 && minutes <= 24 * 60 ? timeText(minutes) : undefined;
  report('AEG1015', node.range, `\`${key}\` is the number ${value}, not a time`, {
    ...(meant === undefined ? {} : { label: `did you mean "${meant}"?` }),
    help: 'a YAML 1.1 tool may have read an unquoted 18:00 as the number 1080; write the time in quotes',
  });
}

function meantTime(text: string): string | undefined {
  const parts = /^\s*([0-9]{1,2})(?:[:.h]([0-9]{2}))?(?::[0-9]{2})?\s*(am|pm)?\s*$/i.exec(text);
  if (parts === null) return undefined;
  const [, hours = '', minutes = '00', half] = parts;
  const shift = half?.toLowerCase() === 'pm' && Number(hours) < 12 ? 12 : 0;
  const noon = half?.toLowerCase() === 'am' && hours === '12' ? -12 : 0;
  const time = `${String(Number(hours) + shift + noon).padStart(2, '0')}:${minutes}`;
  return minutesOf(time, false) === undefined ? undefined : time;
}
