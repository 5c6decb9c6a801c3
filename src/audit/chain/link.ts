import { AegisBug } from '../../base/index.ts';
import type { UnloggedEvent } from '../agef/event.ts';
import { toHex } from '../bytes-text.ts';
import type { LogIdentity } from '../log-identity.ts';
import { canonicalEvent } from './canonical-event.ts';
import type { StoredEntry } from './entry.ts';
import type { EntryHash } from './entry-hash.ts';

/** Gives an event its place behind the entry with the hash `previous`. Texts must be well-formed Unicode. */
export function linkEvent(
  event: UnloggedEvent,
  place: { readonly log: LogIdentity; readonly sequence: number; readonly previous: Uint8Array },
  hash: EntryHash,
): { readonly entry: StoredEntry; readonly hash: Uint8Array } {
  const { log, sequence, previous } = place;
  const evidence = {
    algorithm: log.algorithm,
    log_id: log.logId,
    prev_hash: toHex(previous),
    sequence,
  };
  const text = canonicalEvent({ ...event, evidence });
  if (text === undefined) throw new AegisBug('an event with a text that is not well-formed Unicode');
  const own = hash(previous, text);
  return { entry: { id: sequence, event: text, hash: toHex(own) }, hash: own };
}
