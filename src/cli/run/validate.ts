import { ANALYSIS_CODES, analyzePolicy, DEFAULT_LIMITS, findingDiagnostics } from '../../analysis/index.ts';
import { AegisBug, sortDiagnostics, type Diagnostic } from '../../base/index.ts';
import { CONFIG_CODES } from '../../config/index.ts';
import { POLICY_CODES } from '../../policy/index.ts';
import {
  compactDiagnostics,
  githubDiagnostics,
  jsonText,
  junitDiagnostics,
  prettyDiagnostics,
  sarifDiagnostics,
  type DiagnosticsLook,
} from '../../reporters/index.ts';
import { readCodePage } from '../code-pages.ts';
import { CLI_CODES } from '../codes.ts';
import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openPolicy, type PolicyOutcome } from '../open-policy.ts';
import { readTimeout, TimeLimit } from '../time-limit.ts';
import { VERSION } from '../version.ts';
import { validationJson } from './validation-json.ts';
import { isSound, validationSummary } from './validation-summary.ts';
import type { Validation } from './validation.ts';

export async function runValidate(context: Context): Promise<ExitCode> {
  const timeout = readTimeout(context);
  if (!timeout.ok) return context.refuse([timeout.error]);
  const outcome = openPolicy(context, context.given.operand('policy'));
  if (outcome.kind === 'unreadable') return context.refuse(outcome.diagnostics, outcome.sources);
  const validation: Validation =
    outcome.kind === 'refused'
      ? { outcome, diagnostics: outcome.diagnostics }
      : analyzed(context, outcome, timeout.value);
  const failed = await deliver(context, (format, paint, width) =>
    render(context, format, { paint, sources: outcome.sources, ...width }, validation),
  );
  if (failed !== undefined) return failed;
  return isGated(validation.diagnostics, context.given.value('fail-on') ?? 'error') ? EXIT.found : EXIT.done;
}

function analyzed(
  context: Context,
  outcome: Extract<PolicyOutcome, { readonly kind: 'loaded' }>,
  seconds: number | undefined,
): Validation {
  const { loaded } = outcome;
  const time = new TimeLimit(context, seconds ?? Infinity);
  const limits = seconds === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, isOver: () => time.isOver() };
  const analysis = analyzePolicy(loaded.policy, { limits, isOrderAsked: context.given.flag('order') });
  const found = findingDiagnostics(analysis.findings, loaded, {
    isProofRequired: context.given.flag('prove'),
    ranOut: time.wasOver ? 'time' : 'budget',
  });
  return {
    outcome,
    diagnostics: sortDiagnostics([...loaded.notes, ...found]),
    analysis,
    ...(seconds === undefined ? {} : { timeout: { seconds, isOver: time.wasOver } }),
  };
}

const SEVERITIES = ['info', 'warning', 'error'];

function isGated(diagnostics: readonly Diagnostic[], threshold: string): boolean {
  if (threshold === 'none') return false;
  return diagnostics.some(({ severity }) => SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(threshold));
}

function render(context: Context, format: string, look: DiagnosticsLook, validation: Validation): string {
  const { diagnostics } = validation;
  switch (format) {
    case 'pretty':
      return pretty(look, validation);
    case 'compact':
      return compactDiagnostics(diagnostics) + validationSummary(validation).join('\n') + '\n';
    case 'json':
      return jsonText(validationJson(validation));
    case 'sarif':
      return sarif(context, validation);
    case 'github':
      return githubDiagnostics(diagnostics);
    case 'junit':
      return junitDiagnostics(`aegis validate ${validation.outcome.file}`, diagnostics);
    default:
      throw new AegisBug(`validate has no format ${format}`);
  }
}

function pretty(look: DiagnosticsLook, validation: Validation): string {
  const report = prettyDiagnostics(validation.diagnostics, look);
  const [first = '', ...rest] = validationSummary(validation);
  const verdict = isSound(validation) ? look.paint.green(first) : look.paint.red(first);
  return `${report}${report === '' ? '' : '\n'}${[verdict, ...rest.map((line) => `  ${line}`)].join('\n')}\n`;
}

function sarif(context: Context, { diagnostics, outcome }: Validation): string {
  const pages = diagnostics.flatMap(({ code }) => {
    const page = readCodePage(context, code);
    return page === undefined ? [] : [[code, page.text] as const];
  });
  return sarifDiagnostics(diagnostics, {
    version: VERSION,
    id: 'aegis-validate/',
    codes: { ...POLICY_CODES, ...ANALYSIS_CODES, ...CONFIG_CODES, ...CLI_CODES },
    sources: outcome.sources,
    pages: Object.fromEntries(pages),
  });
}
