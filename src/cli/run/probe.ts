import { AegisBug, err, ok, type Diagnostic, type Result } from '../../base/index.ts';
import { PROBE_CODES, probePolicy, replayFinding, SEVERITIES, type ProbeReport } from '../../probe/index.ts';
import {
  compactProbe,
  editText,
  githubDiagnostics,
  jsonProbe,
  junitDiagnostics,
  markdownProbe,
  prettyProbe,
  probeDiagnostics,
  sarifDiagnostics,
  visibleText,
  type Paint,
  type ProbedPolicy,
} from '../../reporters/index.ts';
import { readCodePage } from '../code-pages.ts';
import type { Context } from '../command.ts';
import { deliver, writeFile } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { fixPolicy } from '../fix-policy.ts';
import { openPolicy } from '../open-policy.ts';
import { problem } from '../problem.ts';
import { readPercent } from '../read-percent.ts';
import { readInput } from '../read-input.ts';
import { unifiedDiff } from '../unified-diff.ts';
import { VERSION } from '../version.ts';

export async function runProbe(context: Context): Promise<ExitCode> {
  const options = readOptions(context);
  if (!options.ok) return context.refuse(options.error);
  const outcome = openPolicy(context, context.given.operand('policy'));
  if (outcome.kind !== 'loaded') return context.refuse(outcome.diagnostics, outcome.sources);
  const report = probed(context, outcome.loaded.policy, options.value);
  if (!report.ok) return context.refuse([report.error]);
  const before: ProbedPolicy = { file: outcome.file, loaded: outcome.loaded, report: report.value };
  const result = context.given.flag('fix') ? await fix(context, before, options.value) : before;
  if (typeof result === 'number') return result;
  const failed = await deliver(context, (format, paint) => render(context, format, paint, result));
  return failed ?? exitCodeOf(context, result.report, options.value);
}

/** Writes what closes the findings, shows it on standard error, and answers what is left. */
async function fix(
  context: Context,
  { file, loaded, report }: ProbedPolicy,
  { trials }: Options,
): Promise<ProbedPolicy | ExitCode> {
  const fixed = fixPolicy(loaded, report, trials);
  const say = (text: string): void => {
    context.notice(visibleText(text));
  };
  for (const { edit, policy } of fixed.made) say(`fixed: ${editText(policy.policy, edit)}`);
  for (const { finding, why } of fixed.left) say(`not fixed: ${finding.message}: ${why}`);
  if (fixed.made.length === 0) {
    say('nothing to fix');
    return { file, loaded, report };
  }
  const { source } = loaded;
  const name = visibleText(source.file);
  context.stderr.write(unifiedDiff(source.text, fixed.text, [name, name]));
  const bytes = readInput(context, source.file);
  const mark = bytes.ok && bytes.value[0] === 0xef ? '\ufeff' : '';
  const failed = await writeFile(context, source.file, mark + fixed.text);
  return failed ?? { file, loaded: fixed.loaded, report: fixed.report };
}

interface Options {
  readonly trials: { readonly seed?: number; readonly runs?: number };
  readonly minScore: number | undefined;
}

function readOptions(context: Context): Result<Options, readonly Diagnostic[]> {
  const seed = readWhole(context, 'seed', 2 ** 31 - 1, 0);
  const runs = readWhole(context, 'runs', 10_000_000, 1);
  const minScore = readPercent(context, 'min-score');
  if (seed.ok && runs.ok && minScore.ok) {
    const trials = {
      ...(seed.value === undefined ? {} : { seed: seed.value }),
      ...(runs.value === undefined ? {} : { runs: runs.value }),
    };
    return ok({ trials, minScore: minScore.value });
  }
  return err([seed, runs, minScore].flatMap((read) => (read.ok ? [] : [read.error])));
}

/** The whole number of an option, if it was given. */
function readWhole(
  { given }: Context,
  option: string,
  most: number,
  least: number,
): Result<number | undefined, Diagnostic> {
  const written = given.value(option);
  if (written === undefined) return ok(undefined);
  const number = Number(written);
  if (/^\d+$/.test(written) && number <= most && number >= least) return ok(number);
  const help = `write a whole number from ${least} to ${most}`;
  return err(problem('AEG9003', `\`${written}\` is no value for --${option}`, { help }));
}

function probed(
  { given }: Context,
  policy: ProbedPolicy['loaded']['policy'],
  { trials }: Options,
): Result<ProbeReport, Diagnostic> {
  const replay = given.value('replay');
  if (replay !== undefined && given.flag('fix'))
    return err(problem('AEG9006', '`--fix` and `--replay` exclude each other'));
  if (replay === undefined) return ok(probePolicy(policy, trials));
  const findings = replayFinding(policy, replay);
  if (findings !== undefined) return ok({ ...probePolicy(policy, trials), findings });
  const help = 'copy it from a finding, such as `affix/own@1:0:0`';
  return err(problem('AEG9003', `\`${replay}\` names no trial`, { help }));
}

function exitCodeOf({ given }: Context, report: ProbeReport, { minScore }: Options): ExitCode {
  const threshold = given.value('fail-on') ?? 'high';
  const isFound =
    threshold !== 'none' &&
    report.findings.some(
      ({ severity }) => SEVERITIES.indexOf(severity) >= SEVERITIES.findIndex((one) => one === threshold),
    );
  return isFound || report.score < (minScore ?? 0) ? EXIT.found : EXIT.done;
}

function render(context: Context, format: string, paint: Paint, result: ProbedPolicy): string {
  switch (format) {
    case 'pretty':
      return prettyProbe(result, paint);
    case 'compact':
      return compactProbe(result);
    case 'json':
      return jsonProbe(result);
    case 'markdown':
      return markdownProbe(result);
    case 'github':
      return githubDiagnostics(probeDiagnostics(result));
    case 'junit':
      return junitDiagnostics('aegis probe', probeDiagnostics(result));
    case 'sarif':
      return sarifDiagnostics(probeDiagnostics(result), {
        version: VERSION,
        id: 'aegis-probe/',
        codes: PROBE_CODES,
        sources: [result.loaded.source],
        pages: pagesOf(context),
      });
    default:
      throw new AegisBug(`probe has no format ${format}`);
  }
}

function pagesOf(context: Context): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(PROBE_CODES).map((code) => [code, readCodePage(context, code)?.text ?? '']),
  );
}
