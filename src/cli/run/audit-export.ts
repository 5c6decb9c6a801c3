import {
  bundleHeadJson,
  exportedEvent,
  exportedJson,
  publicKeyText,
  type StoredEntry,
} from '../../audit/index.ts';
import { auditCsvHead, auditCsvLine } from '../../reporters/index.ts';
import { filterOf } from '../audit-filter.ts';
import { publicKeyOf } from '../audit-keys.ts';
import { withLog } from '../audit-log.ts';
import type { Context } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openOutlets, type StreamFormat } from '../outlets.ts';
import { problem } from '../problem.ts';

export async function runAuditExport(context: Context): Promise<ExitCode> {
  const filter = filterOf(context);
  if (!filter.ok) return context.refuse(filter.error);
  const key = publicKeyOf(context);
  if (!key.ok) return context.refuse([key.error]);
  const isBundle = context.formats.some(({ format }) => format === 'bundle');
  if (isBundle && Object.keys(filter.value).length > 0) {
    const help = 'a part of a log cannot be verified: leave the filter out';
    return context.refuse([problem('AEG9006', 'a bundle is the whole log', { help })]);
  }
  return await withLog(context, async ({ reader }) => {
    const publicKey = key.value === undefined ? {} : { publicKey: publicKeyText(key.value) };
    const head = bundleHeadJson({
      log: reader.log,
      checkpoints: isBundle ? reader.checkpoints() : [],
      ...publicKey,
    });
    const opened = await openOutlets(context, ({ format }) => formatOf(format, `${JSON.stringify(head)}\n`));
    if (!opened.ok) return context.refuse([opened.error]);
    try {
      for (const entry of reader.all(filter.value)) {
        if (context.interrupted.aborted || opened.value.isUnread()) break;
        await opened.value.write((format) => format.entry(entry));
      }
      if (context.interrupted.aborted) return await opened.value.discard();
      await opened.value.commit();
    } catch (error) {
      await opened.value.discard();
      throw error;
    }
    return EXIT.done;
  });
}

interface ExportFormat extends StreamFormat {
  entry(entry: StoredEntry): string;
}

function formatOf(format: string, bundleHead: string): ExportFormat {
  const line = (entry: StoredEntry): string => `${JSON.stringify(exportedJson(entry))}\n`;
  switch (format) {
    case 'csv':
      return { head: auditCsvHead(), entry: (entry) => auditCsvLine(exportedEvent(entry)) };
    case 'bundle':
      return { head: bundleHead, entry: line };
    default:
      return { head: '', entry: line };
  }
}
