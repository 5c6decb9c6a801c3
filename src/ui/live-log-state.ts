import type { AgefEvent, FoldedEvent } from '../audit/index.ts';
import { auditCells, type AuditCells } from '../reporters/index.ts';
import type { Approval } from '../model/index.ts';

/** A line of the view: an event with what later ones said of it. */
export interface LogLine {
  readonly event: FoldedEvent;
  readonly cells: AuditCells;
}

/** What the live log shows. */
export interface LiveLogState {
  /** Oldest first. */
  readonly lines: readonly LogLine[];
  /** What came while the view was paused, oldest first. */
  readonly waiting: readonly FoldedEvent[];
  readonly isPaused: boolean;
  /** What was typed. */
  readonly wanted: string;
  /** How many decisions came in, by approval. */
  readonly decisions: Readonly<Record<Approval, number>>;
  readonly notice?: string;
}

/** What may happen to the view. */
export type LiveLogChange =
  | { readonly kind: 'came'; readonly events: readonly FoldedEvent[] }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'erased' }
  | { readonly kind: 'cleared' }
  | { readonly kind: 'paused or went on' };

export const EMPTY_LIVE_LOG: LiveLogState = {
  lines: [],
  waiting: [],
  isPaused: false,
  wanted: '',
  decisions: { auto: 0, approve: 0, block: 0 },
};

/** The state after a change. */
export function changeLiveLog(state: LiveLogState, change: LiveLogChange): LiveLogState {
  switch (change.kind) {
    case 'came': {
      const decisions = counted(state.decisions, change.events);
      if (state.isPaused)
        return { ...state, decisions, waiting: [...state.waiting, ...change.events].slice(-KEPT) };
      return { ...state, decisions, lines: withEvents(state.lines, change.events) };
    }
    case 'notice':
      return { ...state, notice: change.text };
    case 'typed':
      return { ...state, wanted: state.wanted + change.text };
    case 'erased':
      return { ...state, wanted: [...state.wanted].slice(0, -1).join('') };
    case 'cleared':
      return { ...state, wanted: '' };
    case 'paused or went on':
      if (!state.isPaused) return { ...state, isPaused: true };
      return { ...state, isPaused: false, waiting: [], lines: withEvents(state.lines, state.waiting) };
  }
}

/** The lines that have every word that was typed, whatever its case, anywhere in them; oldest first. */
export function shownLines({ lines, wanted }: LiveLogState): readonly LogLine[] {
  const words = wanted.toLowerCase().split(' ');
  return lines.filter(({ cells }) => {
    const text = Object.values(cells).join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Nobody looks further back in a view; `aegis audit` shows the rest. */
const KEPT = 1000;

/** What a later event says goes into the line of the first, as long as that is there. */
function withEvents(lines: readonly LogLine[], events: readonly FoldedEvent[]): readonly LogLine[] {
  const all = [...lines];
  const places = new Map(all.map(({ event }, place) => [event.event.event_id, place]));
  for (const event of events) {
    const place = places.get(event.event.refers_to ?? '');
    const first = place === undefined ? undefined : all[place];
    if (place !== undefined && first !== undefined) {
      all[place] = lineOf(answered(first.event, event.event));
    } else {
      places.set(event.event.event_id, all.length);
      all.push(lineOf(event));
    }
  }
  return all.slice(-KEPT);
}

function lineOf(event: FoldedEvent): LogLine {
  return { event, cells: auditCells(event) };
}

function answered(first: FoldedEvent, later: AgefEvent): FoldedEvent {
  const { result, approval } = later;
  return {
    ...first,
    ...(result === undefined ? {} : { status: result.status }),
    ...(approval?.human_decision === undefined ? {} : { humanDecision: approval.human_decision }),
    ...(approval?.approver === undefined ? {} : { approver: approval.approver }),
  };
}

function counted(
  decisions: LiveLogState['decisions'],
  events: readonly FoldedEvent[],
): LiveLogState['decisions'] {
  const counts = { ...decisions };
  for (const { event } of events) {
    const approval = event.event_type === 'policy_decision' ? event.decision?.approval : undefined;
    if (approval !== undefined) counts[approval] += 1;
  }
  return counts;
}
