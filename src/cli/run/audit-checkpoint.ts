import { privateKeyAt } from '../audit-keys.ts';
import { logFileOf, sqliteOf } from '../audit-log.ts';
import { openLogAt, signLog } from '../audit-writer.ts';
import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openSettings } from '../open-settings.ts';
import { settingFile } from '../setting-file.ts';

export async function runAuditCheckpoint(context: Context): Promise<ExitCode> {
  const opened = openSettings(context);
  if (!opened.ok) return context.refuse(opened.error.diagnostics, opened.error.sources);
  const { settings } = opened.value;
  const keyFile = context.given.value('key') ?? settingFile(context, settings, 'audit.checkpoint_key');
  const key = privateKeyAt(context, keyFile === '' ? 'aegis-audit.key' : keyFile);
  if (!key.ok) return context.refuse([key.error]);
  const driver = await sqliteOf(context);
  if (!driver.ok) return context.refuse([driver.error]);
  const file = logFileOf(context, settings);
  const log = await openLogAt(context, file, driver.value, { mustExist: true });
  if (!log.ok) return context.refuse([log.error]);
  const kept = settingFile(context, settings, 'audit.checkpoint_file');
  const note = await signLog(context, file, log.value, {
    privateKey: key.value,
    ...(kept === '' ? {} : { file: kept }),
  });
  log.value.close();
  if (!note.ok) return context.refuse([note.error]);
  if (kept !== '') context.notice(`the checkpoint is kept in ${kept}`);
  return (await deliver(context, () => note.value)) ?? EXIT.done;
}
