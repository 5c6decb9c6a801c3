import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import {
  AUDIT_COLUMNS,
  auditColour,
  textWidth,
  visibleText,
  type AuditCells,
  type AuditColumn,
  type Colour,
  type Paint,
} from '../reporters/index.ts';
import { GAP, logColumns, type LogColumn } from './log-columns.ts';
import { shownLines, type LiveLogState } from './live-log-state.ts';

export interface LogViewProps {
  /** The log, as the user named it. */
  readonly file: string;
  readonly state: LiveLogState;
  readonly paint: Paint;
  /** The size of the terminal, in cells. */
  readonly columns: number;
  readonly rows: number;
}

/** The end of a log as a table, with its counts above and what can be typed below. */
export function LogView({ file, state, paint, columns, rows }: LogViewProps): ReactElement {
  const lines = shownLines(state);
  const layout = logColumns(columns);
  const room = Math.max(1, rows - AROUND - (state.notice === undefined ? 0 : 1));
  return (
    <Box flexDirection="column" width={columns}>
      <Line text={`${paint.bold(visibleText(file))}  ${counts(state, lines.length, paint)}`} />
      <Line text={paint.dim(cellsLine(HEADINGS, layout))} />
      {lines.slice(-room).map(({ event, cells }) => (
        <Line
          key={event.id}
          text={cellsLine(cells, layout, (name) => auditColour(name, cells[name], paint))}
        />
      ))}
      {state.notice === undefined ? null : <Line text={paint.yellow(visibleText(state.notice))} />}
      <Line text={prompt(state, paint)} />
    </Box>
  );
}

/** Of the time there is room for the hour alone, in UTC. */
const HEADINGS: AuditCells = { ...AUDIT_COLUMNS, time: 'UTC' };

/** Lines above and below the events, and the one that a terminal keeps for the cursor. */
const AROUND = 4;

function Line({ text }: { readonly text: string }): ReactElement {
  return <Text wrap="truncate-end">{text}</Text>;
}

function counts({ decisions, lines, isPaused, waiting }: LiveLogState, shown: number, paint: Paint): string {
  const parts = [
    paint.green(`auto ${decisions.auto}`),
    paint.yellow(`approve ${decisions.approve}`),
    paint.red(`block ${decisions.block}`),
    ...(shown === lines.length ? [] : [`${shown} of ${lines.length} lines`]),
    ...(isPaused ? [paint.bold(`paused, ${waiting.length} waiting`)] : []),
  ];
  return parts.join('  ');
}

function prompt({ wanted, isPaused }: LiveLogState, paint: Paint): string {
  const keys = `tab ${isPaused ? 'goes on' : 'pauses'}, esc clears, ctrl-c quits`;
  return wanted === ''
    ? paint.dim(`type to filter; ${keys}`)
    : `> ${visibleText(wanted)}  ${paint.dim(keys)}`;
}

function cellsLine(
  cells: AuditCells,
  layout: readonly LogColumn[],
  colour: (column: AuditColumn) => Colour = () => (text) => text,
): string {
  return layout
    .map(({ name, width }) => {
      const text = fitted(name === 'time' ? cells.time.slice(-width) : cells[name], width);
      const space = ' '.repeat(width - textWidth(text));
      return name === 'number' ? space + colour(name)(text) : colour(name)(text) + space;
    })
    .join(' '.repeat(GAP))
    .trimEnd();
}

/** A text in so many cells, with an ellipsis where something was left out. */
function fitted(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const character of text) {
    used += textWidth(character);
    if (used > width) break;
    kept += character;
  }
  return `${kept}…`;
}
