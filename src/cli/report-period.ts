import { timestampText } from '../audit/index.ts';
import { err, ok, type Diagnostic, type Result } from '../base/index.ts';
import { timestampOf } from './audit-filter.ts';
import type { Context } from './command.ts';
import { complianceProblem } from './compliance-problem.ts';
import { problem } from './problem.ts';

/** Timestamps as events have them: from this one on, and before that one. */
export interface Period {
  readonly since?: string;
  readonly until?: string;
}

/** What `--since`, `--until` and `--days` ask for; days count back from `--until`, else from now. */
export function readPeriod(context: Context): Result<Period, readonly Diagnostic[]> {
  const { given } = context;
  const since = timestampOf(context, 'since');
  const until = timestampOf(context, 'until');
  if (!since.ok || !until.ok) return err([since, until].flatMap((one) => (one.ok ? [] : [one.error])));
  const written = given.value('days');
  if (written === undefined) return checked({ since: since.value, until: until.value });
  if (since.value !== undefined) {
    return err([problem('AEG9006', '`--days` and `--since` both say where the period begins')]);
  }
  const days = Number(written);
  if (!/^\d{1,5}$/.test(written) || days === 0) {
    const help = 'write a whole number from 1 on';
    return err([problem('AEG9003', `\`${written}\` is no value for --days`, { help })]);
  }
  const end = until.value ?? timestampText(context.clock.now() * 1000);
  return checked({ since: timestampText((Date.parse(end) - days * DAY) * 1000), until: end });
}

const DAY = 86_400_000;

function checked({
  since,
  until,
}: {
  readonly since: string | undefined;
  readonly until: string | undefined;
}): Result<Period, readonly Diagnostic[]> {
  if (since !== undefined && until !== undefined && since >= until) {
    return err([complianceProblem('AEG5003', `the period ends at ${until}, before it begins at ${since}`)]);
  }
  return ok({ ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) });
}
