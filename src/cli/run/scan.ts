import { AegisBug, err, ok, sortDiagnostics, type Diagnostic, type Result } from '../../base/index.ts';
import {
  compactScan,
  cyclonedxScan,
  githubScan,
  gitlabScan,
  jsonScan,
  junitScan,
  markdownScan,
  prettyScan,
  sarifScan,
  type Paint,
} from '../../reporters/index.ts';
import {
  baselineText,
  markBaselined,
  SCAN_CODES,
  staleEntry,
  type Reported,
  type Risk,
  type ScanOutcome,
} from '../../scan/index.ts';
import { codePages } from '../code-pages.ts';
import type { Context } from '../command.ts';
import { deliver, writeFile } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openBaseline, type OpenedBaseline } from '../open-baseline.ts';
import { flagSetting, openSettings } from '../open-settings.ts';
import { problem } from '../problem.ts';
import { openScanSubject } from '../open-scan-subject.ts';
import { scanPaths } from '../scan-paths.ts';
import { VERSION } from '../version.ts';
import { watchScan } from './scan-watch.ts';

export async function runScan(context: Context): Promise<ExitCode> {
  return context.given.flag('watch')
    ? await watchScan(context, () => scanOnce(context))
    : (await scanOnce(context)).exitCode;
}

/** A scan, shown; and the folders it went through, when it could be done. */
interface Scanned {
  readonly exitCode: ExitCode;
  readonly folders?: readonly string[];
}

async function scanOnce(context: Context): Promise<Scanned> {
  const { given } = context;
  const refuse = (...told: Parameters<Context['refuse']>): Scanned => ({ exitCode: context.refuse(...told) });
  const settings = openSettings(context, {
    ...flagSetting(context, 'scan.fail_on', 'fail-on'),
    ...flagSetting(context, 'scan.min_confidence', 'min-confidence'),
    ...flagSetting(context, 'scan.baseline', 'baseline'),
  });
  if (!settings.ok) return refuse(settings.error.diagnostics, settings.error.sources);
  const maxFileSize = sizeOf(given.value('max-file-size'));
  if (!maxFileSize.ok) return refuse([maxFileSize.error]);
  const baseline = openBaseline(context, settings.value.settings);
  if (!baseline.ok) return refuse([baseline.error]);
  const subject = await openScanSubject(context);
  if (!subject.ok) return refuse([subject.error]);
  const scanned = await scanPaths(
    context,
    subject.value,
    settings.value.settings,
    {
      strict: given.flag('strict'),
      entries: given.values('entry'),
      callers: given.flag('trace') || context.formats.some(({ format }) => format === 'json'),
      versions: context.formats.some(({ format }) => format === 'cyclonedx'),
      ...(maxFileSize.value === undefined ? {} : { maxFileSize: maxFileSize.value }),
    },
    baseline.value?.entries,
  );
  if (!scanned.ok) return refuse(scanned.error);
  if (scanned.value.interrupted === true) return { exitCode: EXIT.interrupted };
  const unwritten = await writeBaseline(context, scanned.value);
  if (unwritten !== undefined) return { exitCode: unwritten };
  const outcome = againstBaseline(context, scanned.value, baseline.value);
  const failed = await deliver(context, (format, paint, width) =>
    render(context, format, { paint, ...width }, outcome),
  );
  const { folders } = outcome;
  if (failed !== undefined) return { exitCode: failed, folders };
  const threshold = settings.value.settings['scan.fail_on'].value;
  const isStale = outcome.baseline.stale.length > 0 && !given.flag('allow-stale-baseline');
  const reported = [...outcome.findings, ...outcome.toolRisks];
  const isFound = isStale || reported.some((finding) => isGated(finding, threshold));
  return { exitCode: isFound ? EXIT.found : EXIT.done, folders };
}

/** Answers the exit code to leave with when it was asked for and not possible. */
async function writeBaseline(context: Context, { baseline }: ScanOutcome): Promise<ExitCode | undefined> {
  const file = context.given.value('write-baseline');
  if (file === undefined) return undefined;
  const failed = await writeFile(context, file, baselineText(baseline.next));
  if (failed === undefined) context.notice(`${file} holds ${baseline.next.length} known calls`);
  return failed;
}

/** What was just written is known from now on; otherwise stale entries are said. */
function againstBaseline(
  { given }: Context,
  outcome: ScanOutcome,
  opened: OpenedBaseline | undefined,
): ScanOutcome {
  const { findings, toolRisks, baseline, diagnostics, sources } = outcome;
  if (given.value('write-baseline') !== undefined) {
    return {
      ...outcome,
      findings: markBaselined(findings, baseline.next),
      toolRisks: markBaselined(toolRisks, baseline.next),
      baseline: { ...baseline, stale: [] },
    };
  }
  if (opened === undefined || baseline.stale.length === 0) return outcome;
  const isAllowed = given.flag('allow-stale-baseline');
  const stale = baseline.stale.map((entry) => staleEntry(entry, opened.source, isAllowed));
  return {
    ...outcome,
    diagnostics: sortDiagnostics([...diagnostics, ...stale]),
    sources: [...sources, opened.source],
  };
}

const RISKS: readonly Risk[] = ['low', 'medium', 'high', 'critical'];

function isGated(finding: Reported, threshold: Risk | 'none'): boolean {
  const { governance, suppression, isBaselined, risk } = finding;
  if (threshold === 'none' || suppression !== undefined || isBaselined === true) return false;
  return governance.state === 'ungoverned' && RISKS.indexOf(risk) >= RISKS.indexOf(threshold);
}

function render(
  context: Context,
  format: string,
  terminal: { readonly paint: Paint; readonly width?: number },
  outcome: ScanOutcome,
): string {
  const { given, isVerbose } = context;
  const { sources } = outcome;
  const look = { showsTests: given.flag('include-tests'), showsTrace: given.flag('trace') };
  switch (format) {
    case 'pretty':
      return prettyScan(outcome, { sources, isVerbose, ...look, ...terminal });
    case 'compact':
      return compactScan(outcome, look);
    case 'json':
      return jsonScan(outcome);
    case 'sarif':
      return sarifScan(outcome, {
        version: VERSION,
        codes: SCAN_CODES,
        sources,
        pages: pagesByCode(context),
        showsTrace: look.showsTrace,
      });
    case 'github':
      return githubScan(outcome);
    case 'gitlab':
      return gitlabScan(outcome);
    case 'cyclonedx':
      return cyclonedxScan(outcome, { version: VERSION, showsTests: look.showsTests });
    case 'junit':
      return junitScan(outcome);
    case 'markdown':
      return markdownScan(outcome);
    default:
      throw new AegisBug(`scan has no format ${format}`);
  }
}

function pagesByCode(context: Context): Readonly<Record<string, string>> {
  return Object.fromEntries(codePages(context).map(({ code, text }) => [code, text]));
}

const UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, kb: 1_000, mb: 1_000_000 };

/** `2MB`, `500 kB`, `4096`. */
function sizeOf(written: string | undefined): Result<number | undefined, Diagnostic> {
  if (written === undefined) return ok(undefined);
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(written.trim()) ?? [];
  const factor = UNITS[unit.toLowerCase()];
  if (digits === '' || factor === undefined) {
    return err(
      problem('AEG9003', `\`${written}\` is not a size`, {
        help: 'write bytes, or a number with `kB` or `MB`: `5MB`',
      }),
    );
  }
  return ok(Math.round(Number(digits) * factor));
}
