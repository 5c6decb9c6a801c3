import type { ConditionTrace, Explanation, MatchTrace, RuleTrace } from '../decision/index.ts';
import type { Approval, Truth } from '../model/index.ts';
import type { LoadedPolicy } from '../policy/index.ts';
import { actionText } from './action-text.ts';
import { placeText } from './code-frame.ts';
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

function explanationLines(explanation: Explanation, loaded: LoadedPolicy, paint: Paint): string[] {
  return [
    ...explanation.rules.flatMap((rule) => ruleLines(rule, loaded, paint)),
    ...explanation.notes.map((note) => `  note: ${visibleText(note)}`),
  ];
}

function ruleLines(trace: RuleTrace, loaded: LoadedPolicy, paint: Paint): string[] {
  const span = loaded.ruleSpans[trace.index];
  const place = span === undefined ? '' : paint.dim(` (${placeText(span)})`);
  return [
    `  ${paint.bold(visibleText(trace.rule))} ${verdictText(trace.verdict, paint)}${place}`,
    ...trace.match
      .filter(asksForSomething)
      .map((match) => `    ${mark(match.verdict, paint)} ${matchText(match)}`),
    ...trace.conditions.flatMap((condition) => conditionLines(condition, 4, paint)),
  ];
}

/** A rule that leaves a dimension out has `*` there, which says nothing. */
function asksForSomething({ dimension, globs }: MatchTrace): boolean {
  return dimension === 'type' || globs.some((glob) => glob !== '*');
}

function matchText({ dimension, globs, name }: MatchTrace): string {
  const listed = globs.map((glob) => `\`${visibleText(glob)}\``).join(', ');
  const what = name === undefined ? `no ${dimension} was given` : `${dimension} \`${visibleText(name)}\``;
  return `${what}, asked for ${listed}`;
}

function conditionLines(trace: ConditionTrace, indent: number, paint: Paint): string[] {
  const start = `${' '.repeat(indent)}${mark(trace.verdict, paint)} `;
  if (trace.kind === 'atom') {
    return [`${start}${trace.part}: ${visibleText(trace.claim)}; ${visibleText(trace.found)}`];
  }
  return [`${start}${trace.kind}`, ...trace.parts.flatMap((part) => conditionLines(part, indent + 2, paint))];
}

function verdictText(verdict: Truth, paint: Paint): string {
  if (verdict === 'unknown') return paint.yellow('may apply');
  return verdict ? paint.green('applies') : 'does not apply';
}

function mark(verdict: Truth, paint: Paint): string {
  if (verdict === 'unknown') return paint.yellow('unknown');
  return verdict ? paint.green('yes    ') : paint.red('no     ');
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
