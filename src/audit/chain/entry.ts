import type { Json } from '../../base/index.ts';
import type { AgefEvent, Evidence, UnloggedEvent } from '../agef/event.ts';

/** A row of a log as it is stored; nothing in it is trusted. */
export interface StoredEntry {
  readonly id: number;
  /** The canonical text of the event. */
  readonly event: string;
  /** Hex. */
  readonly hash: string;
}

/** The event as it is exported: with `evidence.hash`. `undefined` where the text is no event with a place in a log. */
export function exportedEvent({ event: text, hash }: StoredEntry): AgefEvent | undefined {
  const event = parsedEvent(text);
  if (event === undefined) return undefined;
  return { ...event, evidence: { ...event.evidence, hash } };
}

/** As `exportedEvent`, as JSON; what is no event is given as it stands. */
export function exportedJson(entry: StoredEntry): Json {
  const event: unknown = exportedEvent(entry) ?? {
    unreadable: entry.event,
    sequence: entry.id,
    hash: entry.hash,
  };
  return event as Json;
}

/** An event with its place in a log. */
export type LoggedEvent = UnloggedEvent & { readonly evidence: Evidence };

/** The event of a stored text, or `undefined` where it is none. Only the place in the log is looked at. */
export function parsedEvent(text: string): LoggedEvent | undefined {
  try {
    const event = JSON.parse(text) as Partial<LoggedEvent> | null;
    const evidence = event?.evidence as Partial<Evidence> | undefined;
    const hasPlace =
      typeof evidence?.sequence === 'number' &&
      typeof evidence.prev_hash === 'string' &&
      typeof evidence.log_id === 'string' &&
      typeof evidence.algorithm === 'string';
    return hasPlace ? (event as LoggedEvent) : undefined;
  } catch {
    return undefined;
  }
}
