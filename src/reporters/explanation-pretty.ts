import type { ConditionTrace, Explanation, MatchTrace, RuleTrace } from '../decision/index.ts';
import type { Truth } from '../model/index.ts';
import type { LoadedPolicy } from '../policy/index.ts';
import { placeText } from './code-frame.ts';
import type { Paint } from './paint.ts';
import { visibleText } from './visible-text.ts';

/** The way to a decision, rule by rule, with where each stands: indented lines for below the decision. */
export function explanationLines(explanation: Explanation, loaded: LoadedPolicy, paint: Paint): string[] {
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
