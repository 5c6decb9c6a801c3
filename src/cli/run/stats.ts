import { jsonAuditStats, prettyAuditStats, type AuditStats } from '../../reporters/index.ts';
import { filterOf } from '../audit-filter.ts';
import { withLog } from '../audit-log.ts';
import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

export async function runStats(context: Context): Promise<ExitCode> {
  const filter = filterOf(context);
  if (!filter.ok) return context.refuse(filter.error);
  return await withLog(context, async ({ reader, file }) => {
    const stats: AuditStats = {
      file,
      entries: reader.lastId(),
      decisions: reader.totals('approval', filter.value),
      risks: reader.totals('risk_level', filter.value),
      outcomes: reader.totals('result_status', filter.value),
      humanDecisions: reader.totals('human_decision', filter.value),
      rules: reader.totals('matched_rule', filter.value),
      agents: reader.totals('agent_id', filter.value),
      actions: reader.totals('action_type', filter.value),
    };
    if (stats.entries === 0) context.notice(`no entries yet in ${file}`);
    const failed = await deliver(context, (format, paint) => {
      if (format === 'json') return jsonAuditStats(stats);
      return stats.entries === 0 ? '' : prettyAuditStats(stats, paint);
    });
    return failed ?? EXIT.done;
  });
}
