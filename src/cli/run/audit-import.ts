import { importedEvent } from '../../audit/index.ts';
import { auditProblem, sqliteOf, storeDiagnostic } from '../audit-log.ts';
import { auditSettings } from '../audit-settings.ts';
import { openLogAt } from '../audit-writer.ts';
import { batchesOf } from '../batches.ts';
import type { Context } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { createProgressLine } from '../progress-line.ts';
import { resolvePath } from '../resolve-path.ts';

export async function runAuditImport(context: Context): Promise<ExitCode> {
  const from = context.given.operand('database') ?? '';
  const settings = auditSettings(context);
  if (!settings.ok) return context.refuse(settings.error.diagnostics, settings.error.sources);
  const driver = await sqliteOf(context);
  if (!driver.ok) return context.refuse([driver.error]);
  const { openPredecessor, StoreError } = await import('../../store/index.ts');
  const old = openPredecessor(resolvePath(context.cwd, from), driver.value);
  if (!old.ok) {
    const isOther = old.error === 'not-a-log';
    const other = auditProblem('AEG4040', `\`${from}\` has no audit log of the earlier form`);
    return context.refuse([isOther ? other : storeDiagnostic(old.error, from)]);
  }
  const { file, algorithm, synchronous, redaction } = settings.value;
  const opened = await openLogAt(context, file, driver.value, { algorithm, synchronous });
  if (!opened.ok) {
    old.value.close();
    return context.refuse([opened.error]);
  }
  const writer = opened.value;
  const progress = createProgressLine(context);
  const counts = { added: 0, known: 0 };
  try {
    for (const rows of batchesOf(old.value.rows(), BATCH)) {
      const events = rows.map((row) => importedEvent(row, redaction, context.cryptography));
      const known = writer.reader.known(events);
      const fresh = events.filter(({ event_id }) => !known.has(event_id));
      const added = writer.append(fresh);
      if (!added.ok) return context.refuse([storeDiagnostic(added.error, file)]);
      counts.added += fresh.length;
      counts.known += events.length - fresh.length;
      await progress.show(`row ${counts.added + counts.known}`);
      if (context.interrupted.aborted) return EXIT.interrupted;
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return context.refuse([storeDiagnostic(error.failure, from)]);
  } finally {
    progress.clear();
    old.value.close();
    writer.close();
  }
  const passed = counts.known === 0 ? '' : `; ${counts.known} were there already`;
  context.stdout.write(
    `${counts.added} entries of ${from} were added to ${file} as history from before the chain${passed}\n`,
  );
  return EXIT.done;
}

const BATCH = 1000;
