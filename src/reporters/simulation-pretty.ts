import type { Approval } from '../model/index.ts';
import { actionText } from './action-text.ts';
import { explanationLines } from './explanation-pretty.ts';
import type { Colour, Paint } from './paint.ts';
import type { Simulation, SimulationFormat, SimulationLook, SimulationTotals } from './simulation.ts';
import { textWidth } from './text-width.ts';
import { visibleText } from './visible-text.ts';

/** Decisions as a person reads them: one a line with its rule and reason, or with the way to it. */
export function prettySimulation({ paint, loaded, isExplained }: SimulationLook): SimulationFormat {
  return {
    head: '',
    item: (simulation) => {
      const lines = [decisionLine(simulation, paint), ...remarks(simulation, paint)];
      if (simulation.explanation !== undefined)
        lines.push(...explanationLines(simulation.explanation, loaded, paint), '');
      return `${lines.join('\n')}\n`;
    },
    tail: (totals) => `${isExplained ? '' : '\n'}${totalsText(totals)}\n`,
  };
}

function decisionLine({ action, decision }: Simulation, paint: Paint): string {
  const approval = approvalColour(decision.approval, paint)(decision.approval.padEnd(7));
  const name = actionText(action);
  const reason = decision.reason === '' ? '' : `: ${visibleText(decision.reason)}`;
  const padding = ' '.repeat(Math.max(0, ACTION_WIDTH - textWidth(name)));
  return `${approval}  ${decision.riskLevel.padEnd(8)}  ${name}${padding}  ${paint.bold(visibleText(decision.rule))}${reason}`;
}

/** Decisions stream, so the column is as wide as most actions are, not as the widest. */
const ACTION_WIDTH = 24;

function remarks({ decision, expected, isUnexpected, explanation }: Simulation, paint: Paint): string[] {
  const unknown = explanation === undefined ? decision.unknown : [];
  return [
    ...(isUnexpected ? [`  ${paint.red(`expected ${expected ?? ''}`)}`] : []),
    ...(decision.suspicious === true
      ? [`  ${paint.yellow('suspicious: the name looks like another one')}`]
      : []),
    ...unknown.map(
      ({ rule, part, why }) => `  unknown in ${visibleText(rule)}: ${part}, ${visibleText(why)}`,
    ),
  ];
}

function approvalColour(approval: Approval, paint: Paint): Colour {
  switch (approval) {
    case 'auto':
      return paint.green;
    case 'approve':
      return paint.yellow;
    case 'block':
      return paint.red;
  }
}

function totalsText({ auto, approve, block, unexpected }: SimulationTotals): string {
  const count = auto + approve + block;
  const wrong = unexpected === 0 ? '' : `; ${unexpected} not as expected`;
  return `${count} ${count === 1 ? 'action' : 'actions'}: ${auto} auto, ${approve} approve, ${block} block${wrong}`;
}
