import { AegisBug } from '../../base/index.ts';
import { jsonScore, jsonText, prettyScore, type Paint, type ScoredProject } from '../../reporters/index.ts';
import { badgeEndpoint, badgeMarkdown, scoreProject } from '../../score/index.ts';
import type { Context } from '../command.ts';
import { deliver, writeFile } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openPolicy } from '../open-policy.ts';
import { openSettings } from '../open-settings.ts';
import { problem } from '../problem.ts';
import { readPercent } from '../read-percent.ts';
import { scanPaths } from '../scan-paths.ts';

export async function runScore(context: Context): Promise<ExitCode> {
  const { given } = context;
  const minimum = readPercent(context, 'min-score');
  if (!minimum.ok) return context.refuse([minimum.error]);
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
  const scored: ScoredProject = {
    folder,
    report: scoreProject(scanned.value),
    ...(policy === undefined ? {} : { policy: { file: policy.file, hash: policy.loaded.policy.hash } }),
  };
  return (await show(context, scored)) ?? gate(context, scored, minimum.value);
}

async function show(context: Context, scored: ScoredProject): Promise<ExitCode | undefined> {
  const badgeFile = context.given.value('badge-json');
  if (badgeFile !== undefined) {
    const { schemaVersion, label, message, color } = badgeEndpoint(scored.report);
    const failed = await writeFile(context, badgeFile, jsonText({ schemaVersion, label, message, color }));
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

function gate(context: Context, { report: { score } }: ScoredProject, minimum: number | undefined): ExitCode {
  if (minimum === undefined) return EXIT.done;
  if (score === null) {
    return context.refuse([
      problem('AEG8001', 'there is no score to compare with --min-score', {
        help: 'no AI call was found outside tests; scan another folder, or leave --min-score out',
      }),
    ]);
  }
  if (score >= minimum) return EXIT.done;
  context.notice(`the score ${score} is below --min-score ${minimum}`);
  return EXIT.found;
}
