import type { FoldedEvent } from '../audit/index.ts';
import { PLAIN, type Colour, type Paint } from './paint.ts';
import { textWidth } from './text-width.ts';
import { visibleText } from './visible-text.ts';

/** One line for each event, in columns; what later events said is in the line of the first. */
export function prettyAuditList(events: readonly FoldedEvent[], paint: Paint): string {
  const rows = events.map(cellsOf);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(textWidth(heading), ...rows.map((row) => textWidth(row[column] ?? ''))),
  );
  const line = (cells: readonly string[], colour: (column: number, cell: string) => Colour): string =>
    cells
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - textWidth(cell));
        return column === 0 ? space + colour(column, cell)(cell) : colour(column, cell)(cell) + space;
      })
      .join('  ')
      .trimEnd();
  return [
    line(HEADINGS, () => paint.dim),
    ...rows.map((row) => line(row, (column, cell) => colourOf(column, cell, paint))),
  ]
    .map((text) => `${text}\n`)
    .join('');
}

/** One line for one event that came in just now. */
export function auditLine(folded: FoldedEvent, paint: Paint): string {
  const cells = cellsOf(folded);
  return `${cells
    .map((cell, column) => colourOf(column, cell, paint)(cell.padEnd(FOLLOW_WIDTHS[column] ?? 0)))
    .join('  ')
    .trimEnd()}\n`;
}

const HEADINGS = ['#', 'time (UTC)', 'decision', 'risk', 'status', 'agent', 'action', 'rule'];
const FOLLOW_WIDTHS = [6, 19, 8, 8, 8, 12, 32, 0];

function cellsOf({ id, event, status, humanDecision, approver }: FoldedEvent): readonly string[] {
  const { action, decision } = event;
  const target = action?.target === undefined ? '' : `:${action.target}`;
  const said =
    humanDecision === undefined ? '' : `${humanDecision}${approver === undefined ? '' : ` by ${approver}`}`;
  const cells = [
    String(id),
    event.timestamp.slice(0, 19).replace('T', ' '),
    decision?.approval ?? decision?.outcome ?? '-',
    decision?.risk_level ?? '-',
    [status ?? '-', said].filter((part) => part !== '').join(', '),
    event.agent?.id ?? '-',
    action === undefined ? event.event_type : `${action.type}${target}`,
    decision?.rule ?? '-',
  ];
  return cells.map(visibleText);
}

function colourOf(column: number, cell: string, paint: Paint): Colour {
  if (HEADINGS[column] === 'decision') return DECISION_COLOURS[cell]?.(paint) ?? PLAIN.dim;
  if (HEADINGS[column] === 'risk' && cell === 'critical') return paint.bold;
  return column < 2 ? paint.dim : PLAIN.dim;
}

const DECISION_COLOURS: Readonly<Record<string, (paint: Paint) => Colour>> = {
  auto: (paint) => paint.green,
  approve: (paint) => paint.yellow,
  block: (paint) => paint.red,
};
