import type { EffectiveSettings } from '../config/index.ts';
import type { VerifiedLog } from '../reporters/index.ts';
import type { EvidenceToJudge, NotJudged } from '../score/index.ts';
import type { LogReader } from '../store/index.ts';
import { logFile, withLog } from './audit-log.ts';
import type { Context } from './command.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { resolvePath } from './resolve-path.ts';
import { verifyLog } from './verify-log.ts';

/**
 * What the log of `--db`, else that of `audit.path`, shows once it is checked. A log that was named must be there; one
 * that is only configured may not have been begun.
 */
export async function readEvidence(
  context: Context,
  settings: EffectiveSettings,
): Promise<EvidenceToJudge | NotJudged | ExitCode> {
  if (context.given.value('db') === undefined) {
    if (settings['audit.path'].origin.kind === 'default') return { why: 'no audit log was named with --db' };
    const file = logFile(context);
    if (!file.ok) return file.error;
    if (!context.files.stat(resolvePath(context.cwd, file.value)).ok)
      return { why: `nothing has been logged in ${file.value} yet` };
  }
  let evidence: EvidenceToJudge | undefined;
  const exitCode = await withLog(context, async (log) => {
    const verified = await verifyLog(context, log, { publicKey: undefined, outside: [] });
    if (verified === undefined) return EXIT.interrupted;
    evidence = evidenceOf(verified, log.reader);
    return EXIT.done;
  });
  return evidence ?? exitCode;
}

function evidenceOf({ problems, verdict }: VerifiedLog, reader: LogReader): EvidenceToJudge {
  const total = (column: 'approval' | 'human_decision', names: readonly string[]): number =>
    reader
      .totals(column, {})
      .filter(({ name }) => names.includes(name))
      .reduce((sum, { entries }) => sum + entries, 0);
  const held = verdict.checkpoints.filter((one) => one.verdict.kind === 'holds');
  return {
    isUnchanged: problems.length === 0,
    entries: verdict.entries,
    checkpointed: Math.max(0, ...held.map(({ checkpoint }) => checkpoint.size)),
    asked: total('approval', ['approve']),
    answered: total('human_decision', ['approved', 'denied']),
  };
}
