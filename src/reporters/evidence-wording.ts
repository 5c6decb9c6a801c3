import type { EntryReference } from '../audit/index.ts';
import type { EvidenceSummary, RuleResult } from '../compliance/index.ts';
import { counted } from '../compliance/index.ts';

/** What a report cannot show, whatever it says. */
export const NOT_SHOWN: readonly string[] = [
  'what no agent asked about: a log shows what was recorded',
  'that the organisation does what only it can show',
  'that anybody has audited, attested or certified anything',
];

/** What was looked at, a line each: a name and what is said of it. */
export function sources({ log, policy, code }: EvidenceSummary): readonly (readonly [string, string])[] {
  return [
    ...(log === undefined
      ? [['log', 'none was given'] as const]
      : [
          ['log', `${log.file}, ${log.id} (${log.algorithm})`] as const,
          ['chain', chainText(log)] as const,
          ['period', periodText(log)] as const,
        ]),
    ...(policy === undefined
      ? [['policy', 'none was given'] as const]
      : [['policy', `${policy.file}, ${policy.hash.slice(0, 12)}`] as const]),
    ...(code === undefined
      ? []
      : [
          [
            'code',
            `${code.file}, ${code.governed} of ${counted(code.calls, 'AI call', 'AI calls')} governed`,
          ] as const,
        ]),
  ];
}

type LogSummary = NonNullable<EvidenceSummary['log']>;

export function chainText({ entries, problems, checkpointed, signature }: LogSummary): string {
  if (problems.length > 0) return `CHANGED: ${problems.join('; ')}`;
  if (entries === 0) return 'no entries yet';
  const whole = `${counted(entries, 'entry', 'entries')}, each follows the one before`;
  if (checkpointed === 0) {
    return `${whole}; no checkpoint, so that the end was cut off or everything rewritten cannot be excluded`;
  }
  const signed = signature === 'valid' ? 'signed by the key' : 'signature not checked';
  return `${whole}; a checkpoint over ${checkpointed} holds (${signed})`;
}

export function periodText({ period }: LogSummary): string {
  const { since, until, entries, first, last } = period;
  const asked =
    since === undefined && until === undefined
      ? 'the whole log'
      : `${toTheSecond(since ?? 'the beginning')} to ${toTheSecond(until ?? 'the end')}`;
  const found =
    first === undefined || last === undefined ? '' : `, from ${toTheSecond(first)} to ${toTheSecond(last)}`;
  return `${asked}: ${counted(entries, 'entry', 'entries')}${found}`;
}

/** A timestamp without its fraction. */
export function toTheSecond(timestamp: string): string {
  return timestamp.replace(/\.\d+Z$/, 'Z');
}

/** An entry as it is named: its number and the beginning of its hash. */
export function entryName({ id, hash }: EntryReference): string {
  return `#${id} ${hash.slice(0, 8)}`;
}

/** The first entries for or against, and how many there are. */
export function entriesText({ against, support, outcome }: RuleResult, most: number): string | undefined {
  const shown = outcome === 'fail' ? against : support;
  if (shown === undefined || shown.entries.length === 0) return undefined;
  const names = shown.entries.slice(0, most).map(entryName);
  const left = shown.total - names.length;
  return `${names.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
