import type { ConditionKind } from './condition.ts';
import { minuteSight, timeAtom } from './time-atom.ts';
import { readTimeOfDay, timeText } from './time-of-day.ts';

export const timeBefore: ConditionKind = {
  key: 'time_before',
  description:
    'The local time is earlier than this ("HH:MM", or "24:00", in the policy\'s `timezone`). With a `time_after` that is ' +
    'later in the same map it makes a window over midnight.',
  schema: { type: 'string', pattern: '^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$', examples: ['08:00'] },
  parse: (operand, { zone, nightWindow, report }) => {
    const minutes = readTimeOfDay(operand, 'time_before', true, report);
    // A window over midnight is one claim, which `time_after` makes.
    if (minutes === undefined || nightWindow !== undefined) return [];
    const claim = `the time is before ${timeText(minutes)}`;
    return [
      timeAtom(
        'time_before',
        claim,
        zone,
        minuteSight([minutes], (minute) => minute < minutes),
      ),
    ];
  },
};
