import type { AuditColumn } from '../reporters/index.ts';

/** A column of the view and its width in cells. */
export interface LogColumn {
  readonly name: AuditColumn;
  readonly width: number;
}

/** The columns that fit into so many cells, from left to right; the action takes what is left. */
export function logColumns(width: number): readonly LogColumn[] {
  const names = ORDER.filter((name) => width >= FROM[name]);
  const fixed = names.map((name) => WIDTHS[name] + GAP).reduce((sum, cells) => sum + cells, -GAP);
  return names.map((name) => ({
    name,
    width: name === 'action' ? Math.max(1, width - fixed) : WIDTHS[name],
  }));
}

/** Cells between two columns. */
export const GAP = 2;

const ORDER: readonly AuditColumn[] = [
  'number',
  'time',
  'decision',
  'risk',
  'status',
  'agent',
  'action',
  'rule',
];

/** The action has no width of its own. */
const WIDTHS: Readonly<Record<AuditColumn, number>> = {
  number: 6,
  time: 8,
  decision: 8,
  risk: 8,
  status: 14,
  agent: 14,
  action: 0,
  rule: 20,
};

/** From which width of the terminal on a column is shown: the decision and the action always are. */
const FROM: Readonly<Record<AuditColumn, number>> = {
  decision: 0,
  action: 0,
  time: 36,
  status: 56,
  agent: 72,
  risk: 84,
  number: 92,
  rule: 110,
};
