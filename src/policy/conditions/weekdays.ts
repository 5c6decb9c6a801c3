import { nearest } from '../../base/index.ts';
import type { Located } from '../document.ts';
import type { Report } from '../report.ts';
import { readList, typeName } from '../shape.ts';
import type { ConditionKind } from './condition.ts';
import { daySight, timeAtom, WEEKDAYS, weekdayName, weekdayOf } from './time-atom.ts';

export const weekdays: ConditionKind = {
  key: 'weekdays',
  description:
    'Today is one of these days (1 is Monday, 7 is Sunday, or `mon` to `sun`). With a window over midnight in the same ' +
    'map, the day on which the window began.',
  schema: {
    type: 'array',
    minItems: 1,
    items: { enum: [1, 2, 3, 4, 5, 6, 7, ...WEEKDAYS] },
    examples: [['mon', 'tue', 'wed', 'thu', 'fri']],
  },
  parse: (operand, { zone, nightWindow, report }) => {
    if (operand.kind === 'scalar' && operand.value !== null) {
      report('AEG1006', operand.range, `\`weekdays\` must be a list, not ${typeName(operand)}`, {
        label: `write [${String(operand.value)}]`,
      });
      return [];
    }
    const list = readList(operand, '`weekdays`', report);
    const days = list?.items.map((item) => readWeekday(item, report)) ?? [];
    if (days.length === 0 || !days.every((day) => day !== undefined)) return [];
    const wanted = new Set(days);
    const claim = `the day is one of ${days.map(weekdayName).join(', ')}`;
    const sees = daySight(nightWindow, [], true, (day) => wanted.has(weekdayOf(day)));
    return [timeAtom('weekdays', claim, zone, sees)];
  },
};

function readWeekday(node: Located, report: Report): number | undefined {
  if (node.kind === 'scalar') {
    if (node.value === null) return undefined;
    const index = WEEKDAYS.findIndex((name, i) => name === node.value || i + 1 === node.value);
    if (index !== -1) return index + 1;
  }
  const written = node.kind === 'scalar' ? String(node.value) : typeName(node);
  const meant = nearest(written.slice(0, 3), WEEKDAYS);
  report('AEG1016', node.range, `\`${written}\` is no weekday`, {
    ...(meant === undefined ? {} : { label: `did you mean \`${meant}\`?` }),
    help: 'weekdays are 1 (Monday) to 7 (Sunday), or `mon` to `sun`',
  });
  return undefined;
}
