import type { FoldedEvent } from '../audit/index.ts';
import { PLAIN, type Colour, type Paint } from './paint.ts';
import { textWidth } from './text-width.ts';
import { visibleText } from './visible-text.ts';

/** The columns in which events are shown, with their headings. */
export const AUDIT_COLUMNS = {
  number: '#',
  time: 'time (UTC)',
  decision: 'decision',
  risk: 'risk',
  status: 'status',
  agent: 'agent',
  action: 'action',
  rule: 'rule',
} as const;

export type AuditColumn = keyof typeof AUDIT_COLUMNS;
export type AuditCells = Readonly<Record<AuditColumn, string>>;

/** One line for each event, in columns; what later events said is in the line of the first. */
export function prettyAuditList(events: readonly FoldedEvent[], paint: Paint): string {
  const rows = events.map(auditCells);
  const widthOf = (column: AuditColumn): number =>
    Math.max(...[AUDIT_COLUMNS, ...rows].map((cells) => textWidth(cells[column])));
  const widths = new Map(COLUMNS.map((column) => [column, widthOf(column)]));
  const line = (cells: AuditCells, colour: (column: AuditColumn) => Colour): string =>
    COLUMNS.map((column) => {
      const space = ' '.repeat((widths.get(column) ?? 0) - textWidth(cells[column]));
      const cell = colour(column)(cells[column]);
      return column === 'number' ? space + cell : cell + space;
    })
      .join('  ')
      .trimEnd();
  return [
    line(AUDIT_COLUMNS, () => paint.dim),
    ...rows.map((cells) => line(cells, (column) => auditColour(column, cells[column], paint))),
  ]
    .map((text) => `${text}\n`)
    .join('');
}

/** One line for one event that came in just now. */
export function auditLine(folded: FoldedEvent, paint: Paint): string {
  const cells = auditCells(folded);
  return `${COLUMNS.map((column) =>
    auditColour(column, cells[column], paint)(cells[column].padEnd(FOLLOW_WIDTHS[column])),
  )
    .join('  ')
    .trimEnd()}\n`;
}

const COLUMNS = Object.keys(AUDIT_COLUMNS) as readonly AuditColumn[];
const FOLLOW_WIDTHS: Readonly<Record<AuditColumn, number>> = {
  number: 6,
  time: 19,
  decision: 8,
  risk: 8,
  status: 8,
  agent: 12,
  action: 32,
  rule: 0,
};

/** What an event says, column by column. */
export function auditCells({ id, event, status, humanDecision, approver }: FoldedEvent): AuditCells {
  const { action, decision } = event;
  const target = action?.target === undefined ? '' : `:${action.target}`;
  const said =
    humanDecision === undefined ? '' : `${humanDecision}${approver === undefined ? '' : ` by ${approver}`}`;
  const cells: AuditCells = {
    number: String(id),
    time: event.timestamp.slice(0, 19).replace('T', ' '),
    decision: decision?.approval ?? decision?.outcome ?? '-',
    risk: decision?.risk_level ?? '-',
    status: [status ?? '-', said].filter((part) => part !== '').join(', '),
    agent: event.agent?.id ?? '-',
    action: action === undefined ? event.event_type : `${action.type}${target}`,
    rule: decision?.rule ?? '-',
  };
  return Object.fromEntries(
    Object.entries(cells).map(([column, cell]) => [column, visibleText(cell)]),
  ) as AuditCells;
}

/** How a cell looks. */
export function auditColour(column: AuditColumn, cell: string, paint: Paint): Colour {
  if (column === 'decision') return DECISION_COLOURS[cell]?.(paint) ?? PLAIN.dim;
  if (column === 'risk' && cell === 'critical') return paint.bold;
  return column === 'number' || column === 'time' ? paint.dim : PLAIN.dim;
}

const DECISION_COLOURS: Readonly<Record<string, (paint: Paint) => Colour>> = {
  auto: (paint) => paint.green,
  approve: (paint) => paint.yellow,
  block: (paint) => paint.red,
};
