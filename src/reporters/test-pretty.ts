import type { Source, Span } from '../base/index.ts';
import { caseName, type CaseResult, type SuiteResult, type TestRun } from '../policytest/index.ts';
import { actionText } from './action-text.ts';
import { codeFrame, placeText } from './code-frame.ts';
import { explanationLines } from './explanation-pretty.ts';
import type { Paint } from './paint.ts';
import { coverageText, failureTexts, missingOutcomes, type TestedPolicy } from './tested-policy.ts';
import { visibleText } from './visible-text.ts';

export interface TestLook {
  readonly paint: Paint;
  /** Cells for a line of source. */
  readonly width?: number;
}

/** Tests as a person reads them: a line for each, failures with the way to the decision, and what was not reached. */
export function prettyTests(tested: TestedPolicy, look: TestLook): string {
  const suites = tested.run.suites.filter(({ cases }) => cases.length > 0);
  const failed = suites.flatMap((suite) =>
    suite.cases
      .filter(({ isPassed }) => !isPassed)
      .flatMap((one) => [...failureLines(one, suite, tested, look), '']),
  );
  return [
    ...suites.flatMap((suite) => [...suiteLines(suite, look.paint), '']),
    ...failed,
    ...summaryLines(tested, look.paint),
    '',
  ].join('\n');
}

function suiteLines({ suite, cases }: SuiteResult, paint: Paint): string[] {
  const tests = groupByTest(cases);
  return [
    paint.bold(visibleText(suite.source.file)),
    ...[...tests].map(([name, ran]) => {
      const failed = ran.filter(({ isPassed }) => !isPassed).length;
      const verdict = failed === 0 ? paint.green('pass') : paint.red('FAIL');
      const counted = failed === 0 ? `${ran.length} cases` : `${failed} of ${ran.length} cases`;
      const isTable = ran.some((one) => one.case.variation !== undefined);
      return `  ${verdict}  ${visibleText(name)}${isTable ? paint.dim(` (${counted})`) : ''}`;
    }),
  ];
}

/** INVARIANT: names are unique in a suite, so the cases of a test stand together. */
function groupByTest(cases: readonly CaseResult[]): ReadonlyMap<string, readonly CaseResult[]> {
  const tests = new Map<string, CaseResult[]>();
  for (const one of cases) {
    const ran = tests.get(one.case.test);
    if (ran === undefined) tests.set(one.case.test, [one]);
    else ran.push(one);
  }
  return tests;
}

function failureLines(
  one: CaseResult,
  { suite }: SuiteResult,
  { loaded }: TestedPolicy,
  look: TestLook,
): string[] {
  const { paint } = look;
  const { action, at } = one.case;
  const { decision } = one.explanation;
  const index = loaded.policy.rules.findIndex(({ name }) => name === decision.rule);
  const span = loaded.ruleSpans[index];
  const when = at === undefined ? 'at no instant' : `at ${new Date(at).toISOString()}`;
  const params = action.params === undefined ? '' : ` with ${visibleText(JSON.stringify(action.params))}`;
  return [
    `${paint.red(paint.bold('FAIL'))} ${paint.bold(visibleText(caseName(one.case)))}`,
    ...failureTexts(one).map((text) => `  ${paint.red(visibleText(text))}`),
    ...frame(one.case.span, suite.source, look),
    `  ${actionText(action)}${params}, ${when}`,
    `  ${decision.approval}, risk ${decision.riskLevel}, by ${visibleText(decision.rule)}: ${visibleText(decision.reason)}`,
    ...(span === undefined ? [] : frame(span, loaded.source, look)),
    ...explanationLines(one.explanation, loaded, paint),
  ];
}

function frame(span: Span, source: Source, { paint, width }: TestLook): string[] {
  const gutter = String(span.start.line).length;
  const lines = codeFrame(source, span, {
    paint,
    accent: paint.red,
    ...(width === undefined ? {} : { width }),
  });
  return [`${' '.repeat(gutter + 1)}${paint.blue('-->')} ${placeText(span)}`, ...lines];
}

function summaryLines(tested: TestedPolicy, paint: Paint): string[] {
  const { run, minCoverage } = tested;
  const missing = missingOutcomes(tested);
  const isBelow = minCoverage !== undefined && run.coverage.percent < minCoverage;
  const colour = isBelow ? paint.red : (text: string) => text;
  return [
    totalsText(run, paint),
    colour(coverageText(tested)),
    ...(missing.length === 0 ? [] : ['  not shown (`--generate` writes a case for each):']),
    ...missing.slice(0, MOST_NAMED).map((text) => `    ${visibleText(text)}`),
    ...(missing.length > MOST_NAMED ? [`    and ${missing.length - MOST_NAMED} more`] : []),
  ];
}

const MOST_NAMED = 20;

function totalsText({ passed, failed }: TestRun, paint: Paint): string {
  const total = passed + failed;
  const counted = `${total} ${total === 1 ? 'case' : 'cases'}: ${passed} passed, ${failed} failed`;
  return failed === 0 ? paint.green(counted) : paint.red(counted);
}
