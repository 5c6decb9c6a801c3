import {
  exportedEvent,
  exportedJson,
  foldEvents,
  type EventFilter,
  type StoredEntry,
} from '../../audit/index.ts';
import { auditCsvHead, auditCsvLine, jsonText, prettyAuditList } from '../../reporters/index.ts';
import { filterOf } from '../audit-filter.ts';
import { withLog, type OpenedLog } from '../audit-log.ts';
import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { problem } from '../problem.ts';
import { followLog } from './audit-follow.ts';

export async function runAudit(context: Context): Promise<ExitCode> {
  const filter = filterOf(context);
  const limit = limitOf(context);
  const isFollowed = context.given.flag('tail');
  const unfit = isFollowed
    ? context.formats.find(({ format, file }) => !canFollow(format) || file !== undefined)
    : undefined;
  const problems = [
    ...(filter.ok ? [] : filter.error),
    ...(limit === undefined ? [problem('AEG9003', '`--limit` takes a number from 1 on')] : []),
    ...(unfit === undefined
      ? []
      : [problem('AEG9006', '`--tail` shows `pretty` or `jsonl`, on standard output')]),
  ];
  if (!filter.ok || limit === undefined || problems.length > 0) return context.refuse(problems);
  const wanted = { filter: filter.value, limit };
  if (isFollowed) return await followLog(context, wanted);
  return await withLog(context, async (log) => await list(context, log, wanted));
}

interface Wanted {
  readonly filter: EventFilter;
  readonly limit: number;
}

async function list(context: Context, { reader, file }: OpenedLog, wanted: Wanted): Promise<ExitCode> {
  const entries = reader.newest(wanted);
  const isEmpty = entries.length === 0;
  if (isEmpty)
    context.notice(reader.lastId() === 0 ? `no entries yet in ${file}` : `no entry of ${file} fits`);
  const failed = await deliver(context, (format, paint) => {
    switch (format) {
      case 'json':
        return jsonText({ schemaVersion: 1, file, events: entries.map(exportedJson) });
      case 'jsonl':
        return entries.map(eventLine).join('');
      case 'csv':
        return auditCsvHead() + entries.map((entry) => auditCsvLine(exportedEvent(entry))).join('');
      default:
        return isEmpty
          ? ''
          : prettyAuditList(
              foldEvents(entries, (id) => reader.followUps(id)),
              paint,
            );
    }
  });
  return failed ?? EXIT.done;
}

function eventLine(entry: StoredEntry): string {
  return `${JSON.stringify(exportedJson(entry))}\n`;
}

function canFollow(format: string): boolean {
  return format === 'pretty' || format === 'jsonl';
}

function limitOf(context: Context): number | undefined {
  const written = context.given.value('limit') ?? '50';
  const limit = /^\d{1,9}$/.test(written) ? Number(written) : 0;
  return limit >= 1 ? limit : undefined;
}
