import { actionText } from './action-text.ts';
import type { Simulation, SimulationFormat } from './simulation.ts';
import { visibleText } from './visible-text.ts';

/** One decision a line, starting with the approval: `block critical no_deletes delete:prod_db (agents do not delete)`. */
export function compactSimulation(): SimulationFormat {
  return { head: '', item: (simulation) => `${line(simulation)}\n`, tail: () => '' };
}

function line({ action, decision, expected, isUnexpected }: Simulation): string {
  return [
    decision.approval,
    decision.riskLevel,
    visibleText(decision.rule),
    actionText(action),
    decision.reason === '' ? '' : `(${visibleText(decision.reason)})`,
    ...decision.unknown.map(
      ({ rule, part, why }) => `unknown in ${visibleText(rule)}: ${part}, ${visibleText(why)};`,
    ),
    decision.suspicious === true ? 'suspicious name;' : '',
    isUnexpected ? `expected ${expected ?? ''}` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
