import type { CheckedLog } from './evidence.ts';
import type { Entries, Verdict } from './judge-rule.ts';
import type { LogCheck } from './tables.ts';
import { counted, percentText } from './figures.ts';

/** Judges what a log shows. INVARIANT: without an entry of the period nothing passes. */
export function judgeLog(check: LogCheck, log: CheckedLog, limit: number): Verdict {
  const { entries } = log.read.span();
  if (log.entries === 0) return { outcome: 'no evidence', says: 'the log has no entries yet' };
  if (entries === 0) return { outcome: 'no evidence', says: 'the log has no entries of the period' };
  switch (check.kind) {
    case 'chain':
      return {
        outcome: 'pass',
        says: `${counted(log.entries, 'entry', 'entries')}, each follows the one before`,
      };
    case 'share':
      return judgeShare(check, log, limit);
    case 'covered':
      return judgeCovered(log, entries);
    case 'checkpoint':
      return judgeCheckpoint(check.atLeast, log, entries);
    case 'kept':
      return judgeKept(check.days, log);
    case 'clock': {
      const against = log.read.backwards(check.seconds, limit);
      const says =
        against.total === 0
          ? `none of ${counted(entries, 'entry', 'entries')} is dated before the one before`
          : `${counted(against.total, 'entry is', 'entries are')} dated before the one before`;
      return { outcome: against.total === 0 ? 'pass' : 'fail', says, against };
    }
    case 'watched':
      return judgeWatched(log, limit);
  }
}

function judgeShare(
  { of, hold, atLeast }: Extract<LogCheck, { kind: 'share' }>,
  { read }: CheckedLog,
  limit: number,
): Verdict {
  const all = read.count(of);
  if (all === 0) return { outcome: 'no evidence', says: 'the period has no such entry' };
  const held = read.count(of, hold);
  const says = `${held} of ${all}${held === all ? '' : ` (${percentText(held, all)})`}`;
  const support: Entries = { total: held, entries: held === 0 ? [] : read.first(of, limit, hold) };
  const against: Entries = {
    total: all - held,
    entries: held === all ? [] : read.first(of, limit, { not: hold }),
  };
  return { outcome: held * 100 >= all * atLeast ? 'pass' : 'fail', says, support, against };
}

function judgeCovered({ read, entries: all }: CheckedLog, entries: number): Verdict {
  const began = read.firstChained();
  if (began === undefined)
    return { outcome: 'fail', says: 'everything in the log was imported from before the chain' };
  const { since } = read.period;
  const figures = `${counted(entries, 'entry', 'entries')} of the period among ${all}`;
  return since === undefined || began <= since
    ? { outcome: 'pass', says: figures }
    : { outcome: 'fail', says: `the chain began at ${began}, after the period did; ${figures}` };
}

function judgeCheckpoint(
  atLeast: number,
  { read, checkpointed, signature }: CheckedLog,
  entries: number,
): Verdict {
  if (checkpointed === 0) return { outcome: 'fail', says: 'there is no checkpoint that holds' };
  const covered = read.upTo(checkpointed);
  const signed =
    signature === 'valid'
      ? 'signed by the key'
      : 'the signature was not checked: `--key` names the public key';
  return {
    outcome: covered * 100 >= entries * atLeast ? 'pass' : 'fail',
    says: `it covers ${covered} of ${counted(entries, 'entry', 'entries')}; ${signed}`,
  };
}

function judgeKept(days: number, { read }: CheckedLog): Verdict {
  const began = read.firstChained();
  const end = read.period.until ?? read.span().last;
  if (began === undefined || end === undefined) {
    return { outcome: 'no evidence', says: 'everything in the log was imported from before the chain' };
  }
  const age = Math.floor((Date.parse(end) - Date.parse(began)) / 86_400_000);
  return age >= days
    ? { outcome: 'pass', says: `the chain goes back ${counted(age, 'day', 'days')}` }
    : {
        outcome: 'no evidence',
        says: `the chain is ${counted(Math.max(0, age), 'day', 'days')} old, too young to tell`,
      };
}

function judgeWatched({ read }: CheckedLog, limit: number): Verdict {
  const { heartbeats, ...against } = read.silences(limit);
  if (heartbeats === 0) return { outcome: 'no evidence', says: 'no heartbeats are recorded' };
  const says =
    against.total === 0
      ? `no gap after any of ${counted(heartbeats, 'heartbeat', 'heartbeats')}`
      : `${counted(against.total, 'gap', 'gaps')} after ${counted(heartbeats, 'heartbeat', 'heartbeats')}`;
  return { outcome: against.total === 0 ? 'pass' : 'fail', says, against };
}
