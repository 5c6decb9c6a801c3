import type { Located } from '../document.ts';
import type { Report } from '../report.ts';
import { entryOf, readMap, reportUnknownKeys, wrongType } from '../shape.ts';
import type { ConditionKind } from './condition.ts';
import { daySight, timeAtom } from './time-atom.ts';

const KEYS = ['from', 'to'] as const;
const DATE_SCHEMA = { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' };

export const dates: ConditionKind = {
  key: 'dates',
  description:
    'Today is within these dates, both included ("YYYY-MM-DD", in the policy\'s `timezone`). With a window over midnight ' +
    'in the same map, the day on which the window began.',
  schema: {
    type: 'object',
    minProperties: 1,
    additionalProperties: false,
    properties: { from: DATE_SCHEMA, to: DATE_SCHEMA },
    examples: [{ from: '2026-12-20', to: '2027-01-06' }],
  },
  parse: (operand, { zone, nightWindow, report }) => {
    const map = readMap(operand, '`dates`', report);
    if (map === undefined) return [];
    reportUnknownKeys(map, '`dates`', KEYS, report);
    const bounds = KEYS.flatMap((key) => {
      const entry = entryOf(map, key);
      return entry === undefined
        ? []
        : [{ key, node: entry.value, date: readDate(entry.value, key, report) }];
    });
    if (bounds.length === 0 || bounds.some(({ date }) => date === undefined)) return [];
    const from = bounds.find(({ key }) => key === 'from')?.date;
    const to = bounds.find(({ key }) => key === 'to')?.date;
    if (from !== undefined && to !== undefined && from.day > to.day) {
      report('AEG1023', map.range, `\`dates\` from ${from.text} to ${to.text} holds no day`, {
        help: 'are `from` and `to` swapped?',
      });
      return [];
    }
    const claim = `the date is ${[from && `from ${from.text}`, to && `to ${to.text}`].filter(Boolean).join(' ')}`;
    const first = from?.day ?? -Infinity;
    const end = (to?.day ?? Infinity) + 1;
    const cuts = [first, end].filter(Number.isFinite);
    const sees = daySight(nightWindow, cuts, false, (day) => day >= first && day < end);
    return [timeAtom('dates', claim, zone, sees)];
  },
};

interface CalendarDate {
  readonly text: string;
  /** Days from 1970-01-01. */
  readonly day: number;
}

function readDate(node: Located, key: string, report: Report): CalendarDate | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    wrongType(node, `\`${key}\` of \`dates\``, 'a date such as "2026-12-24"', report);
    return undefined;
  }
  const day = dayNumber(node.value);
  if (day !== undefined) return { text: node.value, day };
  report('AEG1017', node.range, `\`${node.value}\` is no date`, {
    help: 'a date is written "YYYY-MM-DD" and must exist in the calendar',
  });
  return undefined;
}

function dayNumber(text: string): number | undefined {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return undefined;
  const at = Date.parse(`${text}T00:00:00Z`);
  // Some hosts roll 30 February over to March.
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(text)) return undefined;
  return at / 86_400_000;
}
