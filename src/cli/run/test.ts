import { AegisBug, type Diagnostic } from '../../base/index.ts';
import { compilePolicy } from '../../decision/index.ts';
import { generateTests, POLICYTEST_CODES, runSuites } from '../../policytest/index.ts';
import {
  githubTests,
  jsonTests,
  junitTests,
  prettyTests,
  type TestedPolicy,
  type TestLook,
} from '../../reporters/index.ts';
import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openPolicy, type PolicyOutcome } from '../open-policy.ts';
import { openSuites } from '../open-suites.ts';
import { readPercent } from '../read-percent.ts';
import { splitOperands } from '../split-operands.ts';

type OpenedPolicy = Extract<PolicyOutcome, { readonly kind: 'loaded' }>;

export async function runTest(context: Context): Promise<ExitCode> {
  const operands = splitOperands(context, 'suite');
  const minCoverage = readPercent(context, 'min-coverage');
  if (!minCoverage.ok) return context.refuse([minCoverage.error]);
  const outcome = openPolicy(context, operands.policy);
  if (outcome.kind !== 'loaded') return context.refuse(outcome.diagnostics, outcome.sources);
  if (context.given.flag('generate')) return generate(context, outcome, operands.others);
  const suites = openSuites(context, outcome, operands.others);
  if (!suites.ok) return context.refuse(suites.error.diagnostics, suites.error.sources);
  const filter = context.given.value('filter');
  const compiled = compilePolicy(outcome.loaded.policy, { timeZoneData: context.timeZoneData });
  const run = runSuites(compiled, suites.value, filter);
  if (run.passed + run.failed === 0) return context.refuse([nothingNamed(filter ?? '')]);
  const tested: TestedPolicy = {
    loaded: outcome.loaded,
    run,
    ...(minCoverage.value === undefined ? {} : { minCoverage: minCoverage.value }),
  };
  const failed = await deliver(context, (format, paint, width) =>
    render(format, tested, { paint, ...width }),
  );
  return failed ?? (isGood(tested) ? EXIT.done : EXIT.found);
}

/** Prints cases for what the suites, if there are any, do not show. */
async function generate(context: Context, policy: OpenedPolicy, named: readonly string[]): Promise<ExitCode> {
  const suites = openSuites(context, policy, named);
  if (!suites.ok && !suites.error.areNone)
    return context.refuse(suites.error.diagnostics, suites.error.sources);
  const compiled = compilePolicy(policy.loaded.policy, { timeZoneData: context.timeZoneData });
  const { coverage } = runSuites(compiled, suites.ok ? suites.value : []);
  if (!coverage.isComplete) context.notice('not every outcome could be found within the budget');
  const text = generateTests(policy.loaded.policy, coverage.missing);
  return (await deliver(context, () => text)) ?? EXIT.done;
}

function isGood({ run, minCoverage = 0 }: TestedPolicy): boolean {
  return run.failed === 0 && run.coverage.percent >= minCoverage;
}

function render(format: string, tested: TestedPolicy, look: TestLook): string {
  switch (format) {
    case 'pretty':
      return prettyTests(tested, look);
    case 'json':
      return jsonTests(tested);
    case 'junit':
      return junitTests(tested);
    case 'github':
      return githubTests(tested);
    default:
      throw new AegisBug(`test has no format ${format}`);
  }
}

function nothingNamed(filter: string): Diagnostic {
  return {
    code: 'AEG8016',
    severity: POLICYTEST_CODES.AEG8016.severity,
    message: `no test has \`${filter}\` in its name`,
    help: 'the text of `--filter` is looked for in the names of tests and of their cases',
  };
}
