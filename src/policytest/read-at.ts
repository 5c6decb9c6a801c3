import { instantInZone } from '../decision/index.ts';
import { readString, type Located } from '../policy/index.ts';
import type { SuiteContext } from './suite-context.ts';

/** What `at` says where it is given: an instant, or that there is none although the suite has one. */
export interface WrittenAt {
  readonly instant: number | undefined;
}

/** An instant (RFC 3339, or local time in the zone of the policy), or `unknown`. */
export function readAt(node: Located, { timezone, report }: SuiteContext): WrittenAt | undefined {
  const text = readString(node, '`at`', report);
  if (text === undefined) return undefined;
  if (text.value === 'unknown') return { instant: undefined };
  const instant = instantInZone(text.value, timezone);
  if (instant.ok) return { instant: instant.value };
  const isSkipped = instant.error === 'skipped';
  report(
    'AEG8012',
    node.range,
    isSkipped
      ? `\`${text.value}\` does not exist in ${timezone}: clocks skip it`
      : `\`${text.value}\` is not an instant`,
    {
      help: isSkipped
        ? 'give the offset, such as 2026-03-29T02:30+01:00'
        : `write 2026-03-02T10:00 for local time in ${timezone}, 2026-03-02T10:00:00Z, or \`unknown\``,
    },
  );
  return undefined;
}
