import { AegisBug, err, ok, type Diagnostic, type Result } from '../../base/index.ts';
import { compilePolicy } from '../../decision/index.ts';
import { runSuites } from '../../policytest/index.ts';
import { jsonScore, jsonText, prettyScore, type Paint, type ScoredProject } from '../../reporters/index.ts';
import {
  badgeEndpoint,
  badgeMarkdown,
  badgeSvg,
  falls,
  readSavedScore,
  savedScoreText,
  scoreProject,
  type PolicyToJudge,
  type SavedScore,
} from '../../score/index.ts';
import type { Context } from '../command.ts';
import { deliver, writeFile } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openPolicy, type PolicyOutcome } from '../open-policy.ts';
import { openSettings } from '../open-settings.ts';
import { openSuites } from '../open-suites.ts';
import { problem } from '../problem.ts';
import { readInput } from '../read-input.ts';
import { readEvidence } from '../read-evidence.ts';
import { readPercent } from '../read-percent.ts';
import { scanPaths } from '../scan-paths.ts';

export async function runScore(context: Context): Promise<ExitCode> {
  const { given } = context;
  const minimum = readPercent(context, 'min-score');
  if (!minimum.ok) return context.refuse([minimum.error]);
  const saved = openSaved(context);
  if (!saved.ok) return context.refuse([saved.error]);
  const settings = openSettings(context);
  if (!settings.ok) return context.refuse(settings.error.diagnostics, settings.error.sources);
  const named = given.value('policy');
  const policy = named === undefined ? undefined : openPolicy(context, named);
  if (policy !== undefined && policy.kind !== 'loaded')
    return context.refuse(policy.diagnostics, policy.sources);
  const folder = given.operand('folder') ?? '.';
  const scanned = await scanPaths(context, { paths: [folder] }, settings.value.settings, {
    strict: given.flag('strict'),
  });
  if (!scanned.ok) return context.refuse(scanned.error);
  if (scanned.value.interrupted === true) return EXIT.interrupted;
  const evidence = await readEvidence(context, settings.value.settings);
  if (typeof evidence === 'number') return evidence;
  const scored: ScoredProject = {
    folder,
    report: scoreProject(
      scanned.value,
      policy === undefined ? undefined : judgeable(context, policy),
      evidence,
    ),
    ...(policy === undefined ? {} : { policy: { file: policy.file, hash: policy.loaded.policy.hash } }),
  };
  const shown = await show(context, scored);
  if (shown !== undefined) return shown;
  const exitCode = gate(context, scored, minimum.value, saved.value);
  return exitCode === EXIT.done ? await save(context, scored) : exitCode;
}

/** The policy with what the suites beside it show; without one, or with one that is wrong, they show nothing. */
function judgeable(
  context: Context,
  policy: Extract<PolicyOutcome, { readonly kind: 'loaded' }>,
): PolicyToJudge {
  const suites = openSuites(context, policy, []);
  const compiled = compilePolicy(policy.loaded.policy, { timeZoneData: context.timeZoneData });
  const run = suites.ok ? runSuites(compiled, suites.value) : undefined;
  const tested = run === undefined || run.failed > 0 ? 0 : run.coverage.percent;
  return { policy: policy.loaded.policy, tested };
}

/** The score that `--check-regression` compares with. */
function openSaved(context: Context): Result<SavedScore | undefined, Diagnostic> {
  const file = context.given.value('check-regression');
  if (file === undefined) return ok(undefined);
  const bytes = readInput(context, file);
  if (bytes.ok) return readSavedScore(file, new TextDecoder().decode(bytes.value));
  const { error } = bytes;
  return err(error.kind === 'unreadable' ? error.diagnostic : problem('AEG9013', `\`${file}\` is too large`));
}

/** A score that fell is not kept: the next run would not see that it did. */
async function save(context: Context, { report }: ScoredProject): Promise<ExitCode> {
  const file = context.given.value('save-baseline');
  const failed = file === undefined ? undefined : await writeFile(context, file, savedScoreText(report));
  return failed ?? EXIT.done;
}

async function show(context: Context, scored: ScoredProject): Promise<ExitCode | undefined> {
  const badgeFile = context.given.value('badge-json');
  if (badgeFile !== undefined) {
    const { schemaVersion, label, message, color } = badgeEndpoint(scored.report);
    const failed = await writeFile(context, badgeFile, jsonText({ schemaVersion, label, message, color }));
    if (failed !== undefined) return failed;
  }
  const imageFile = context.given.value('badge');
  if (imageFile !== undefined) {
    const failed = await writeFile(context, imageFile, badgeSvg(scored.report));
    if (failed !== undefined) return failed;
  }
  const wantsLine = context.given.flag('badge-markdown');
  return await deliver(context, (format, paint) =>
    wantsLine ? `${badgeMarkdown(scored.report)}\n` : render(format, paint, scored),
  );
}

function render(format: string, paint: Paint, scored: ScoredProject): string {
  switch (format) {
    case 'pretty':
      return prettyScore(scored, paint);
    case 'json':
      return jsonScore(scored);
    default:
      throw new AegisBug(`score has no format ${format}`);
  }
}

function gate(
  context: Context,
  { report }: ScoredProject,
  minimum: number | undefined,
  saved: SavedScore | undefined,
): ExitCode {
  const { score } = report;
  const asked =
    minimum !== undefined ? '--min-score' : saved !== undefined ? '--check-regression' : undefined;
  if (asked === undefined) return EXIT.done;
  if (score === null) {
    return context.refuse([
      problem('AEG8001', `there is no score to compare with ${asked}`, {
        help: `no AI call was found outside tests; scan another folder, or leave ${asked} out`,
      }),
    ]);
  }
  const said = [
    ...(minimum !== undefined && score < minimum
      ? [`the score ${score} is below --min-score ${minimum}`]
      : []),
    ...(saved === undefined ? [] : falls(report, saved)).map(
      ({ what, from, to }) =>
        `${what === 'score' ? 'the score' : `the part \`${what}\``} fell from ${from} to ${to}`,
    ),
  ];
  for (const text of said) context.notice(text);
  return said.length > 0 ? EXIT.found : EXIT.done;
}
