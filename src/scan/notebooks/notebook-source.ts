import { createSource, positionAt, spanAt, type Source, type Span } from '../../base/index.ts';
import { offsetInFile } from './excerpt.ts';
import type { Cell, Notebook } from './read-notebook.ts';

/** The code of a notebook under the name of its file; its places are those of the file, with the cell. */
export function notebookSource(file: string, notebook: Notebook): Source {
  const { excerpt, cells, json } = notebook;
  const cellSources = new Map(
    cells.map((cell) => [cell.number, createSource(file, excerpt.text.slice(cell.start, cell.end))]),
  );
  const whole: Source = { ...createSource(file, json), cells: cellSources };
  const locate = (start: number, end: number): Span => {
    const last = Math.max(start, end - 1);
    const span = spanAt(
      whole,
      offsetInFile(excerpt, start),
      offsetInFile(excerpt, last) + (end > start ? 1 : 0),
    );
    const cell = cellAt(cells, start);
    const source = cell && cellSources.get(cell.number);
    if (cell === undefined || source === undefined) return span;
    const inCell = (offset: number): Span['start'] => positionAt(source, offset - cell.start);
    return { ...span, cell: { number: cell.number, start: inCell(start), end: inCell(end) } };
  };
  return { ...createSource(file, notebook.code), excerptOf: { whole, locate } };
}

function cellAt(cells: readonly Cell[], offset: number): Cell | undefined {
  return cells.findLast(({ start }) => start <= offset);
}
