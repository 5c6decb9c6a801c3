import type { ControlResult, Outcome, RuleResult } from '../compliance/index.ts';
import { counted } from '../compliance/index.ts';
import { entriesText, NOT_SHOWN, sources } from './evidence-wording.ts';
import type { Colour, Paint } from './paint.ts';
import type { ShownCompliance } from './shown-reports.ts';
import { textWidth } from './text-width.ts';
import { visibleText } from './visible-text.ts';

/** How each control stands, what speaks for and against it, and by which rule; what fails comes first. */
export function prettyCompliance({ report, summary }: ShownCompliance, paint: Paint): string {
  const { framework, controls, outside } = report;
  const rules = new Map(controls.flatMap((control) => control.rules.map((one) => [one.rule.id, one])));
  const lines = [
    paint.bold(framework.title),
    ...(framework.note === undefined ? [] : [paint.dim(framework.note)]),
    '',
    ...sourceLines(sources(summary), paint),
    '',
    headline(report, paint),
    ...ORDER.flatMap((outcome) =>
      controls.filter((control) => control.outcome === outcome).flatMap((one) => controlLines(one, paint)),
    ),
    '',
    ...(outside.length === 0
      ? []
      : [`only the organisation can show: ${outside.map(({ id }) => id).join(', ')}`, '']),
    paint.bold('passes when'),
    ...[...rules.values()].map((one) => `  ${paint.cyan(one.rule.id)}: ${one.passesWhen}`),
    '',
    paint.bold('not shown'),
    ...NOT_SHOWN.map((text) => `  ${text}`),
  ];
  return `${lines.join('\n')}\n`;
}

const ORDER: readonly Outcome[] = ['fail', 'no evidence', 'pass'];

/** Names and what is said of them, in two columns. */
export function sourceLines(pairs: readonly (readonly [string, string])[], paint: Paint): readonly string[] {
  return pairs.map(([name, says]) => {
    const text = visibleText(says);
    return `  ${name.padEnd(8)}${text.startsWith('CHANGED') ? paint.red(text) : text}`;
  });
}

function headline(
  { score, grade, passed, failed, notJudgedPercent, framework, controls }: ShownCompliance['report'],
  paint: Paint,
): string {
  const open = controls.length - passed - failed;
  const figures = [`${passed} pass`, `${failed} fail`, `${open} without evidence`].join(', ');
  const beside = `${notJudgedPercent} % of ${counted(framework.requirements.length, 'requirement', 'requirements')} could not be judged here`;
  if (score === null) return `${paint.bold('no score')}: ${figures}; ${beside}`;
  const grades = `${score}/100 ${grade ?? ''}`;
  return `${paint.bold(grades)} of what was judged: ${figures}; ${beside}`;
}

const WIDTH = 100;
const LABELS: Readonly<Record<Outcome, string>> = { pass: 'pass', fail: 'FAIL', 'no evidence': 'none' };

function controlLines({ requirement, outcome, rules }: ControlResult, paint: Paint): readonly string[] {
  const { id, title, beyond } = requirement;
  const room = WIDTH - 8 - textWidth(id);
  const short = title.length > room ? `${title.slice(0, room - 1).trimEnd()}…` : title;
  const colour = colourOf(outcome, paint);
  return [
    '',
    `${colour(LABELS[outcome])}  ${paint.bold(id)}  ${short}`,
    ...rules.flatMap((rule) => ruleLines(rule, paint)),
    ...(beyond === undefined ? [] : [paint.dim(`      only the organisation can show: ${beyond}`)]),
  ];
}

/** What came of a rule; where it fails, with what speaks against it and what to do. */
export function ruleLines(result: RuleResult, paint: Paint): readonly string[] {
  const { rule, outcome, says, examples = [] } = result;
  const entries = entriesText(result, outcome === 'pass' ? 3 : MOST);
  const head = `      ${colourOf(outcome, paint)(LABELS[outcome])}  ${rule.title}: ${visibleText(says)}`;
  if (outcome === 'pass') return [entries === undefined ? head : `${head} ${paint.dim(`(${entries})`)}`];
  const shown = examples.slice(0, MOST).map(visibleText);
  const left = examples.length - shown.length;
  return [
    head,
    ...(entries === undefined || outcome !== 'fail' ? [] : [`            entries ${entries}`]),
    ...shown.map((text) => `            ${text}`),
    ...(left > 0 ? [`            and ${left} more`] : []),
    ...(outcome === 'fail' ? [`            next: ${rule.next}`] : []),
  ];
}

const MOST = 5;

function colourOf(outcome: Outcome, paint: Paint): Colour {
  return outcome === 'pass' ? paint.green : outcome === 'fail' ? paint.red : paint.yellow;
}
