import { err, type Diagnostic, type Result } from '../base/index.ts';
import { instantInZone } from '../decision/index.ts';
import { problem } from './problem.ts';

/** The instant a user wrote, as `instantInZone` reads it, or what to tell them. */
export function parseInstant(text: string, timezone: string): Result<number, Diagnostic> {
  const instant = instantInZone(text, timezone);
  if (instant.ok) return instant;
  if (instant.error === 'malformed') {
    const help =
      'write it like 2026-03-01T14:30:00Z, or 2026-03-01T14:30 for local time in the zone of the policy';
    return err(problem('AEG9031', `\`${text}\` is not an instant`, { help }));
  }
  const help = 'give the offset, such as 2026-03-29T02:30+01:00';
  return err(problem('AEG9032', `\`${text}\` does not exist in ${timezone}: clocks skip it`, { help }));
}
