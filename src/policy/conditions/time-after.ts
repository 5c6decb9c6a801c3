import type { ConditionKind } from './condition.ts';
import { minuteSight, timeAtom } from './time-atom.ts';
import { readTimeOfDay, timeText } from './time-of-day.ts';

export const timeAfter: ConditionKind = {
  key: 'time_after',
  description:
    'The local time is this or later ("HH:MM", in the policy\'s `timezone`). With a `time_before` that is earlier in the ' +
    'same map it makes a window over midnight.',
  schema: { type: 'string', pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$', examples: ['18:00'] },
  parse: (operand, { zone, nightWindow, report }) => {
    const minutes = readTimeOfDay(operand, 'time_after', false, report);
    if (minutes === undefined) return [];
    if (nightWindow === undefined) {
      const claim = `the time is ${timeText(minutes)} or later`;
      return [
        timeAtom(
          'time_after',
          claim,
          zone,
          minuteSight([minutes], (minute) => minute >= minutes),
        ),
      ];
    }
    const { after, before } = nightWindow;
    const claim = `the time is from ${timeText(after)} to ${timeText(before)} over midnight`;
    const isNight = (minute: number): boolean => minute >= after || minute < before;
    return [timeAtom('time_after', claim, zone, minuteSight([before, after], isNight))];
  },
};
