import { privateKeyAt } from '../audit-keys.ts';
import { logFile, sqliteOf, storeDiagnostic } from '../audit-log.ts';
import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { resolvePath } from '../resolve-path.ts';

export async function runAuditCheckpoint(context: Context): Promise<ExitCode> {
  const file = logFile(context);
  if (!file.ok) return file.error;
  const key = privateKeyAt(context, context.given.value('key') ?? 'aegis-audit.key');
  if (!key.ok) return context.refuse([key.error]);
  const driver = await sqliteOf(context);
  if (!driver.ok) return context.refuse([driver.error]);
  const { openWriter } = await import('../../store/index.ts');
  const opened = openWriter(resolvePath(context.cwd, file.value), {
    driver: driver.value,
    cryptography: context.cryptography,
    host: context.hostName,
    mustExist: true,
  });
  if (!opened.ok) return context.refuse([storeDiagnostic(opened.error, file.value)]);
  const note = opened.value.checkpoint(key.value);
  opened.value.close();
  if (!note.ok) return context.refuse([storeDiagnostic(note.error, file.value)]);
  return (await deliver(context, () => note.value)) ?? EXIT.done;
}
