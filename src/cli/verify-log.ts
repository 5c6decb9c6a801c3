import { LogVerifier, readCheckpoint, verdictDiagnostics, type CheckpointToJudge } from '../audit/index.ts';
import { sha256Hex, type Diagnostic } from '../base/index.ts';
import type { VerifiedLog } from '../reporters/index.ts';
import { auditProblem, type OpenedLog } from './audit-log.ts';
import type { Context } from './command.ts';
import { createProgressLine } from './progress-line.ts';

/** What the user trusts of a log: nothing that stands in it. */
export interface Trusted {
  readonly publicKey: Uint8Array | undefined;
  readonly outside: readonly CheckpointToJudge[];
}

/** Checks a log from its first entry to its last, its policies and the file it is in; `undefined` when interrupted. */
export async function verifyLog(
  context: Context,
  { reader, file }: OpenedLog,
  trusted: Trusted,
): Promise<VerifiedLog | undefined> {
  const notes = reader.checkpoints();
  const checkpoints = [...storedCheckpoints(notes), ...trusted.outside];
  const verifier = new LogVerifier(reader.log, context.cryptography, {
    checkpoints,
    publicKey: trusted.publicKey,
  });
  const progress = createProgressLine(context);
  const total = reader.lastId();
  for (const entry of reader.entries()) {
    if (!verifier.take(entry)) {
      verifier.break(entry, (id) => reader.entry(id));
      break;
    }
    if (entry.id % SHOWN_EVERY === 0) await progress.show(`entry ${entry.id} of ${total}`);
    if (context.interrupted.aborted) return undefined;
  }
  await progress.show('the database itself');
  const damages = reader.damages();
  progress.clear();
  const policies = reader.policies();
  const wrong = policies.filter(({ hash, policy }) => sha256Hex(policy) !== hash);
  const verdict = verifier.verdict();
  return {
    file,
    verdict,
    problems: [
      ...damages.map((line) => auditProblem('AEG4015', `the database is damaged: ${line}`)),
      ...unreadableCheckpoints(notes),
      ...wrong.map(({ hash }) =>
        auditProblem('AEG4028', `the policy stored under ${hash} is not the one that has this hash`),
      ),
      ...verdictDiagnostics(verdict),
    ],
    policies: policies.length - wrong.length,
    key: trusted.publicKey === undefined ? 'none' : 'given',
  };
}

/** So many entries take a tenth of a second or so. */
const SHOWN_EVERY = 10_000;

/** The checkpoints that a log keeps of itself. */
export function storedCheckpoints(notes: readonly string[]): readonly CheckpointToJudge[] {
  return notes.flatMap((note) => {
    const checkpoint = readCheckpoint(note);
    return checkpoint === undefined ? [] : [{ checkpoint, from: 'log' as const }];
  });
}

/** Says how many of them are none. */
export function unreadableCheckpoints(notes: readonly string[]): readonly Diagnostic[] {
  const count = notes.filter((note) => readCheckpoint(note) === undefined).length;
  return count === 0 ? [] : [auditProblem('AEG4031', `${count} of the stored checkpoints are none`)];
}
