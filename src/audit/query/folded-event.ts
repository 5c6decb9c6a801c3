import type { HumanDecision, ResultStatus } from '../agef/event.ts';
import { parsedEvent, type LoggedEvent, type StoredEntry } from '../chain/entry.ts';

/** An event with what later events say of it: one line for a reader. */
export interface FoldedEvent {
  readonly id: number;
  readonly event: LoggedEvent;
  /** The last that was said. */
  readonly status?: ResultStatus;
  readonly humanDecision?: HumanDecision;
  readonly approver?: string;
}

/**
 * Folds entries, given newest first, and leaves out those that refer to another of them. `followUps` are the entries
 * that refer to an event, oldest first.
 */
export function foldEvents(
  entries: readonly StoredEntry[],
  followUps: (eventId: string) => readonly StoredEntry[],
): readonly FoldedEvent[] {
  const events = entries.flatMap((entry) => {
    const event = parsedEvent(entry.event);
    return event === undefined ? [] : [{ id: entry.id, event }];
  });
  const shown = new Set(events.map(({ event }) => event.event_id));
  return events
    .filter(({ event }) => event.refers_to === undefined || !shown.has(event.refers_to))
    .map(({ id, event }) => fold(id, event, followUps(event.event_id)));
}

function fold(id: number, event: LoggedEvent, later: readonly StoredEntry[]): FoldedEvent {
  const all = [event, ...later.flatMap((entry) => parsedEvent(entry.event) ?? [])];
  const status = all.findLast((one) => one.result !== undefined)?.result?.status;
  const asked = all.findLast((one) => one.approval?.human_decision !== undefined)?.approval;
  return {
    id,
    event,
    ...(status === undefined ? {} : { status }),
    ...(asked?.human_decision === undefined ? {} : { humanDecision: asked.human_decision }),
    ...(asked?.approver === undefined ? {} : { approver: asked.approver }),
  };
}
