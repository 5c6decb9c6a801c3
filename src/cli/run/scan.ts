import { AegisBug, err, ok, type Diagnostic, type Result } from '../../base/index.ts';
import {
  compactScan,
  githubScan,
  jsonScan,
  prettyScan,
  sarifScan,
  type Paint,
} from '../../reporters/index.ts';
import { SCAN_CODES, type Finding, type Risk, type ScanOutcome } from '../../scan/index.ts';
import { codePages } from '../code-pages.ts';
import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { flagSetting, openSettings } from '../open-settings.ts';
import { problem } from '../problem.ts';
import { scanPaths } from '../scan-paths.ts';
import { VERSION } from '../version.ts';

export async function runScan(context: Context): Promise<ExitCode> {
  const { given } = context;
  const settings = openSettings(context, {
    ...flagSetting(context, 'scan.fail_on', 'fail-on'),
    ...flagSetting(context, 'scan.min_confidence', 'min-confidence'),
  });
  if (!settings.ok) return context.refuse(settings.error.diagnostics, settings.error.sources);
  const maxFileSize = sizeOf(given.value('max-file-size'));
  if (!maxFileSize.ok) return context.refuse([maxFileSize.error]);
  const scanned = await scanPaths(context, given.operands('paths'), settings.value.settings, {
    strict: given.flag('strict'),
    ...(maxFileSize.value === undefined ? {} : { maxFileSize: maxFileSize.value }),
  });
  if (!scanned.ok) return context.refuse(scanned.error);
  const outcome = scanned.value;
  if (outcome.interrupted === true) return EXIT.interrupted;
  const failed = await deliver(context, (format, paint, width) =>
    render(context, format, { paint, ...width }, outcome),
  );
  if (failed !== undefined) return failed;
  const threshold = settings.value.settings['scan.fail_on'].value;
  return outcome.findings.some((finding) => isGated(finding, threshold)) ? EXIT.found : EXIT.done;
}

const RISKS: readonly Risk[] = ['low', 'medium', 'high', 'critical'];

function isGated({ governance, suppression, risk }: Finding, threshold: Risk | 'none'): boolean {
  if (threshold === 'none' || suppression !== undefined) return false;
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
