import {
  exportedEvent,
  proofJson,
  readCheckpoint,
  toBase64,
  type AuditProof,
  type SignedCheckpoint,
} from '../../audit/index.ts';
import { err, ok, type Diagnostic, type Result } from '../../base/index.ts';
import { jsonText } from '../../reporters/index.ts';
import { checkpointAt } from '../audit-keys.ts';
import { auditProblem, withLog, type OpenedLog } from '../audit-log.ts';
import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { problem } from '../problem.ts';

export async function runAuditProve(context: Context): Promise<ExitCode> {
  const entry = context.given.operand('entry');
  const from = context.given.value('from');
  if ((entry === undefined) === (from === undefined)) {
    return context.refuse([problem('AEG9004', 'name an entry, or an earlier checkpoint with `--from`')]);
  }
  const earlier = from === undefined ? undefined : checkpointAt(context, from);
  if (earlier?.ok === false) return context.refuse([earlier.error]);
  return await withLog(context, async (log) => {
    const newest = newestCheckpoint(log);
    if (!newest.ok) return context.refuse([newest.error]);
    const proof =
      earlier === undefined
        ? inclusion(log, newest.value, entry ?? '')
        : consistency(log, newest.value, earlier.value);
    if (!proof.ok) return context.refuse([proof.error]);
    return (await deliver(context, () => jsonText(proofJson(proof.value)))) ?? EXIT.done;
  });
}

interface Newest {
  readonly note: string;
  readonly checkpoint: SignedCheckpoint;
}

function newestCheckpoint({ reader, file }: OpenedLog): Result<Newest, Diagnostic> {
  const note = reader.checkpoints().at(-1) ?? '';
  const checkpoint = readCheckpoint(note);
  if (checkpoint !== undefined) return ok({ note, checkpoint });
  return err(
    auditProblem(
      'AEG4031',
      `there is no checkpoint in \`${file}\` yet`,
      '`aegis audit checkpoint` signs one',
    ),
  );
}

function inclusion(
  { reader, file }: OpenedLog,
  newest: Newest,
  written: string,
): Result<AuditProof, Diagnostic> {
  const sequence = /^\d{1,15}$/.test(written) ? Number(written) : 0;
  const { size } = newest.checkpoint;
  const entry = sequence < 1 ? undefined : reader.entry(sequence);
  const event = entry === undefined ? undefined : exportedEvent(entry);
  if (event === undefined)
    return err(auditProblem('AEG4033', `there is no entry \`${written}\` in \`${file}\``));
  if (sequence > size) {
    const help = '`aegis audit checkpoint` signs one that is';
    return err(
      auditProblem(
        'AEG4033',
        `the newest checkpoint, over ${size} entries, is not over entry ${sequence}`,
        help,
      ),
    );
  }
  const proof = reader.prover().inclusion(sequence - 1, size);
  return ok({ kind: 'inclusion', event, proof, checkpoint: newest.note });
}

function consistency(
  { reader }: OpenedLog,
  newest: Newest,
  from: SignedCheckpoint,
): Result<AuditProof, Diagnostic> {
  const { size, origin } = newest.checkpoint;
  if (from.origin !== origin) {
    return err(auditProblem('AEG4026', `the checkpoint is of another log: \`${from.origin}\``));
  }
  if (from.size < 1 || from.size > size) {
    const help =
      from.size < 1 ? 'nothing is proved about an empty log' : '`aegis audit checkpoint` signs a newer one';
    return err(auditProblem('AEG4031', `there is no proof from ${from.size} to ${size} entries`, help));
  }
  const proof = reader.prover().consistency(from.size, size);
  return ok({ kind: 'consistency', from: noteOf(from), proof, checkpoint: newest.note });
}

/** The checkpoint as the note it was read from. */
function noteOf({ text, signatures }: SignedCheckpoint): string {
  const lines = signatures.map(
    ({ name, id, signature }) => `— ${name} ${toBase64(Uint8Array.of(...id, ...signature))}\n`,
  );
  return `${text}\n${lines.join('')}`;
}
