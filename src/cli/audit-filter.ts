import { timestampText, type EventFilter } from '../audit/index.ts';
import { err, ok, type Diagnostic, type Result } from '../base/index.ts';
import type { Approval, RiskLevel } from '../model/index.ts';
import type { Context } from './command.ts';
import { parseInstant } from './instant.ts';

/** What `FILTER_OPTIONS` ask for, or what is wrong with it. */
export function filterOf(context: Context): Result<EventFilter, readonly Diagnostic[]> {
  const { given } = context;
  const since = timestampOf(context, 'since');
  const until = timestampOf(context, 'until');
  const problems = [since, until].flatMap((result) => (result.ok ? [] : [result.error]));
  if (problems.length > 0) return err(problems);
  const wanted = {
    session: given.value('session'),
    agent: given.value('agent'),
    actionType: given.value('action-type'),
    target: given.value('target'),
    riskLevel: given.value('risk-level') as RiskLevel | undefined,
    approval: given.value('decision') as Approval | undefined,
    status: given.value('status') as EventFilter['status'],
    rule: given.value('rule'),
    since: since.ok ? since.value : undefined,
    until: until.ok ? until.value : undefined,
  };
  return ok(Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)));
}

/** An instant, or how long ago: `30m`, `24h`, `7d`. */
export function timestampOf(context: Context, option: string): Result<string | undefined, Diagnostic> {
  const written = context.given.value(option);
  if (written === undefined) return ok(undefined);
  const [, count, unit = ''] = /^(\d{1,6})([mhd])$/.exec(written) ?? [];
  const ago = Number(count) * (MILLISECONDS[unit] ?? 0);
  const instant = count === undefined ? parseInstant(written, 'UTC') : ok(context.clock.now() - ago);
  return instant.ok ? ok(timestampText(instant.value * 1000)) : instant;
}

const MILLISECONDS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
