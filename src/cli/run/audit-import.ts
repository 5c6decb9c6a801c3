import { importedEvent, type UnloggedEvent } from '../../audit/index.ts';
import type { LogWriter } from '../../store/index.ts';
import { auditProblem, logFile, sqliteOf, storeDiagnostic } from '../audit-log.ts';
import type { Context } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { resolvePath } from '../resolve-path.ts';

export async function runAuditImport(context: Context): Promise<ExitCode> {
  const from = context.given.operand('database') ?? '';
  const file = logFile(context);
  if (!file.ok) return file.error;
  const driver = await sqliteOf(context);
  if (!driver.ok) return context.refuse([driver.error]);
  const { openWriter, readPredecessor } = await import('../../store/index.ts');
  const rows = readPredecessor(resolvePath(context.cwd, from), driver.value);
  if (!rows.ok) {
    const isOther = rows.error === 'not-a-log';
    const other = auditProblem('AEG4040', `\`${from}\` has no audit log of the earlier form`);
    return context.refuse([isOther ? other : storeDiagnostic(rows.error, from)]);
  }
  const { cryptography } = context;
  const opened = openWriter(resolvePath(context.cwd, file.value), {
    driver: driver.value,
    cryptography,
    host: context.hostName,
  });
  if (!opened.ok) return context.refuse([storeDiagnostic(opened.error, file.value)]);
  const writer = opened.value;
  try {
    const events = rows.value.map((row) => importedEvent(row, context.clock.now(), cryptography));
    const fresh = events.filter((event) => !writer.reader.has(event));
    const failed = append(context, writer, fresh, file.value);
    if (failed !== undefined) return failed;
    const known = events.length - fresh.length;
    const passed = known === 0 ? '' : `; ${known} were there already`;
    context.stdout.write(
      `${fresh.length} entries of ${from} were added to ${file.value} as history from before the chain${passed}\n`,
    );
    return EXIT.done;
  } finally {
    writer.close();
  }
}

function append(
  context: Context,
  writer: LogWriter,
  events: readonly UnloggedEvent[],
  file: string,
): ExitCode | undefined {
  for (let from = 0; from < events.length; from += BATCH) {
    const added = writer.append(events.slice(from, from + BATCH));
    if (!added.ok) return context.refuse([storeDiagnostic(added.error, file)]);
  }
  return undefined;
}

const BATCH = 1000;
