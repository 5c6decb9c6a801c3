import { AegisBug, type Diagnostic, type Json } from '../../base/index.ts';
import { CONFIG_CODES } from '../../config/index.ts';
import { POLICY_CODES } from '../../policy/index.ts';
import {
  compactDiagnostics,
  countText,
  diagnosticCounts,
  diagnosticJson,
  githubDiagnostics,
  jsonText,
  junitDiagnostics,
  prettyDiagnostics,
  sarifDiagnostics,
  visibleText,
  type DiagnosticsLook,
} from '../../reporters/index.ts';
import { readCodePage } from '../code-pages.ts';
import { CLI_CODES } from '../codes.ts';
import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openPolicy, type PolicyOutcome } from '../open-policy.ts';
import { VERSION } from '../version.ts';

type ReadPolicy = Exclude<PolicyOutcome, { readonly kind: 'unreadable' }>;

export async function runValidate(context: Context): Promise<ExitCode> {
  const outcome = openPolicy(context, context.given.operand('policy'));
  if (outcome.kind === 'unreadable') return context.refuse(outcome.diagnostics, outcome.sources);
  const diagnostics = outcome.kind === 'refused' ? outcome.diagnostics : outcome.loaded.notes;
  const failed = await deliver(context, (format, paint, width) =>
    render(context, format, { paint, sources: outcome.sources, ...width }, outcome, diagnostics),
  );
  if (failed !== undefined) return failed;
  return isGated(diagnostics, context.given.value('fail-on') ?? 'error') ? EXIT.found : EXIT.done;
}

const SEVERITIES = ['info', 'warning', 'error'];

function isGated(diagnostics: readonly Diagnostic[], threshold: string): boolean {
  if (threshold === 'none') return false;
  return diagnostics.some(({ severity }) => SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(threshold));
}

function render(
  context: Context,
  format: string,
  look: DiagnosticsLook,
  outcome: ReadPolicy,
  diagnostics: readonly Diagnostic[],
): string {
  switch (format) {
    case 'pretty':
      return pretty(look, outcome, diagnostics);
    case 'compact':
      return compactDiagnostics(diagnostics) + summary(outcome, diagnostics).join('\n') + '\n';
    case 'json':
      return jsonText(json(outcome, diagnostics));
    case 'sarif':
      return sarif(context, outcome, diagnostics);
    case 'github':
      return githubDiagnostics(diagnostics);
    case 'junit':
      return junitDiagnostics(`aegis validate ${outcome.file}`, diagnostics);
    default:
      throw new AegisBug(`validate has no format ${format}`);
  }
}

function pretty(look: DiagnosticsLook, outcome: ReadPolicy, diagnostics: readonly Diagnostic[]): string {
  const report = prettyDiagnostics(diagnostics, look);
  const [first = '', ...rest] = summary(outcome, diagnostics);
  const verdict = outcome.kind === 'loaded' ? look.paint.green(first) : look.paint.red(first);
  return `${report}${report === '' ? '' : '\n'}${[verdict, ...rest.map((line) => `  ${line}`)].join('\n')}\n`;
}

/** The verdict and, for a valid policy, what it is: nothing here claims more than loading has shown. */
function summary(outcome: ReadPolicy, diagnostics: readonly Diagnostic[]): string[] {
  const file = visibleText(outcome.file);
  const counted = countText(diagnostics);
  if (outcome.kind === 'refused') return [`${file} is not valid: ${counted ?? 'no problem was named'}`];
  const { policy } = outcome.loaded;
  const rules = `${policy.rules.length} ${policy.rules.length === 1 ? 'rule' : 'rules'}`;
  const settings = [...outcome.settings.keys()];
  return [
    `${file} is valid${counted === undefined ? '' : ` (${counted})`}: ${rules}`,
    `without a matching rule: ${policy.defaults.approval}, risk ${policy.defaults.riskLevel}; time zone ${policy.timezone}`,
    ...invariantsText(policy.invariants.length),
    ...(settings.length === 0 ? [] : [`settings: ${settings.join(', ')}`]),
    `hash ${policy.hash}`,
  ];
}

function invariantsText(count: number): string[] {
  if (count === 0) return [];
  if (count === 1) return ['1 invariant is well formed; whether it holds was not checked'];
  return [`${count} invariants are well formed; whether they hold was not checked`];
}

function sarif(context: Context, outcome: ReadPolicy, diagnostics: readonly Diagnostic[]): string {
  const pages = diagnostics.flatMap(({ code }) => {
    const page = readCodePage(context, code);
    return page === undefined ? [] : [[code, page.text] as const];
  });
  return sarifDiagnostics(diagnostics, {
    version: VERSION,
    id: 'aegis-validate/',
    codes: { ...POLICY_CODES, ...CONFIG_CODES, ...CLI_CODES },
    sources: outcome.sources,
    pages: Object.fromEntries(pages),
  });
}

function json(outcome: ReadPolicy, diagnostics: readonly Diagnostic[]): Json {
  return {
    schemaVersion: 1,
    file: outcome.file,
    isValid: outcome.kind === 'loaded',
    ...(outcome.kind === 'loaded' ? { policy: policyJson(outcome) } : {}),
    counts: diagnosticCounts(diagnostics),
    diagnostics: diagnostics.map(diagnosticJson),
  };
}

function policyJson({ loaded: { policy } }: Extract<ReadPolicy, { readonly kind: 'loaded' }>): Json {
  return {
    version: policy.version,
    hash: policy.hash,
    timezone: policy.timezone,
    defaults: { approval: policy.defaults.approval, riskLevel: policy.defaults.riskLevel },
    rules: policy.rules.length,
    invariants: policy.invariants.length,
  };
}
