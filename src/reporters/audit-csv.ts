import type { AgefEvent } from '../audit/index.ts';

/** The first line of a CSV of events. */
export function auditCsvHead(): string {
  return `${COLUMNS.map(([name]) => name).join(',')}\r\n`;
}

/** One event as a line of CSV (RFC 4180). A cell that a spreadsheet would compute is made a text by an apostrophe. */
export function auditCsvLine(event: AgefEvent | undefined): string {
  const cells = COLUMNS.map(([, value]) => (event === undefined ? '' : (value(event) ?? '')));
  return `${cells.map((cell) => quoted(String(cell))).join(',')}\r\n`;
}

const COLUMNS: readonly (readonly [string, (event: AgefEvent) => string | number | undefined])[] = [
  ['sequence', (event) => event.evidence?.sequence],
  ['timestamp', (event) => event.timestamp],
  ['event_id', (event) => event.event_id],
  ['event_type', (event) => event.event_type],
  ['refers_to', (event) => event.refers_to],
  ['session_id', (event) => event.agent?.session_id],
  ['agent_id', (event) => event.agent?.id],
  ['action_type', (event) => event.action?.type],
  ['action_target', (event) => event.action?.target],
  [
    'action_params',
    (event) => (event.action?.params === undefined ? undefined : JSON.stringify(event.action.params)),
  ],
  ['risk_level', (event) => event.decision?.risk_level],
  ['approval', (event) => event.decision?.approval],
  ['matched_rule', (event) => event.decision?.rule],
  ['human_decision', (event) => event.approval?.human_decision],
  ['approver', (event) => event.approval?.approver],
  ['result_status', (event) => event.result?.status],
  ['result_error', (event) => event.result?.error],
  ['policy_hash', (event) => event.decision?.policy_hash],
  ['prev_hash', (event) => event.evidence?.prev_hash],
  ['hash', (event) => event.evidence?.hash],
];

function quoted(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
