import { DEFAULT_LIMITS, diffPolicies, type PolicyDiff } from '../../analysis/index.ts';
import { AegisBug, type Diagnostic } from '../../base/index.ts';
import {
  compactDiff,
  githubDiff,
  jsonDiff,
  markdownDiff,
  prettyDiff,
  type ComparedPolicies,
  type Paint,
} from '../../reporters/index.ts';
import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openPolicyAt } from '../open-policy-at.ts';
import { problem } from '../problem.ts';
import { replayActions } from '../replay-actions.ts';
import { readTimeout, TimeLimit } from '../time-limit.ts';

export async function runDiff(context: Context): Promise<ExitCode> {
  const timeout = readTimeout(context);
  if (!timeout.ok) return context.refuse([timeout.error]);
  const twice = readTwice(context);
  if (twice !== undefined) return context.refuse([twice]);
  const opened = await openBoth(context);
  if (typeof opened === 'number') return opened;
  const time = new TimeLimit(context, timeout.value ?? Infinity);
  const limits =
    timeout.value === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, isOver: () => time.isOver() };
  const diff = diffPolicies(opened.old.loaded.policy, opened.new.loaded.policy, { limits });
  const replay = await replayActions(context, opened);
  if (typeof replay === 'number') return replay;
  const compared: ComparedPolicies = {
    ...opened,
    diff,
    ranOut: time.wasOver ? 'time' : 'budget',
    ...(replay === undefined ? {} : { replay: replay.replayed }),
  };
  const failed = await deliver(context, (format, paint) => render(format, paint, compared));
  if (failed !== undefined) return failed;
  if (replay !== undefined && replay.unreadable > 0) return EXIT.unable;
  return isGated(context, diff) ? EXIT.found : EXIT.done;
}

function readTwice({ given }: Context): Diagnostic | undefined {
  const readers = [given.operand('old'), given.operand('new'), given.value('replay')];
  if (readers.filter((reader) => reader === '-').length < 2) return undefined;
  const help = 'put one of them into a file';
  return problem('AEG9006', 'standard input can be read once only', { help });
}

/** Both policies, or the exit code after saying everything that is wrong with either. */
async function openBoth(context: Context): Promise<Pick<ComparedPolicies, 'old' | 'new'> | ExitCode> {
  const [old, now] = [context.given.operand('old') ?? '', context.given.operand('new') ?? ''];
  const outcomes = [await openPolicyAt(context, old, now), await openPolicyAt(context, now, old)] as const;
  let refused: ExitCode | undefined;
  for (const outcome of outcomes)
    if (outcome.kind !== 'loaded') refused = context.refuse(outcome.diagnostics, outcome.sources);
  const [before, after] = outcomes;
  if (before.kind !== 'loaded' || after.kind !== 'loaded') return refused ?? EXIT.unable;
  return {
    old: { from: before.file, loaded: before.loaded },
    new: { from: after.file, loaded: after.loaded },
  };
}

/** What is not proved may be what the threshold is about. */
function isGated(context: Context, { changes, notProved }: PolicyDiff): boolean {
  const threshold = context.given.value('fail-on') ?? 'none';
  if (threshold === 'none') return false;
  const gated = changes.filter(({ kind }) => threshold === 'any' || kind === 'loosened');
  if (gated.length === 0 && notProved.length > 0)
    context.notice(
      `--fail-on ${threshold}: it was not proved that no decision ${threshold === 'any' ? 'differs' : 'is loosened'}`,
    );
  return gated.length > 0 || notProved.length > 0;
}

function render(format: string, paint: Paint, compared: ComparedPolicies): string {
  switch (format) {
    case 'pretty':
      return prettyDiff(compared, paint);
    case 'compact':
      return compactDiff(compared);
    case 'json':
      return jsonDiff(compared);
    case 'markdown':
      return markdownDiff(compared);
    case 'github':
      return githubDiff(compared);
    default:
      throw new AegisBug(`diff has no format ${format}`);
  }
}
