import type { Approval } from '../model/index.ts';
import type { CheckedCall } from './checked-call.ts';
import type { Colour, Paint } from './paint.ts';
import { visibleText } from './visible-text.ts';

/** A decision for people: what was decided, why, and where it stands in the log. */
export function prettyCheckedCall(checked: CheckedCall, paint: Paint): string {
  const { decision, call, entry, answer } = checked;
  const lines = [
    `${colours(paint)[decision.approval](decision.approval)} ${decision.riskLevel} ${visibleText(decision.rule)} ${call}`,
    `  ${visibleText(decision.reason)}`,
    ...decision.unknown.map(
      ({ rule, part, why }) => `  unknown in ${visibleText(rule)}: ${part}, ${visibleText(why)}`,
    ),
    ...(answer === undefined ? [] : [`  asked on the terminal: ${answer.humanDecision}`]),
    paint.dim(`  entry ${(answer?.entry ?? entry).sequence} of ${visibleText(entry.log)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function colours(paint: Paint): Readonly<Record<Approval, Colour>> {
  return { auto: paint.green, approve: paint.yellow, block: paint.red };
}
