import { ExcerptBuilder, type Excerpt } from './excerpt.ts';
import { readLocatedJson, type LocatedJson } from './located-json.ts';
import { plainPython } from './plain-python.ts';

/** The code of a notebook (nbformat 4) as one module, and where it stands. */
export interface Notebook {
  /** The whole file. */
  readonly json: string;
  /** The cells as they are written, one after the other. */
  readonly excerpt: Excerpt;
  /** The same with what is not Python blanked: equal offsets. */
  readonly code: string;
  /** Cells of code, in order. */
  readonly cells: readonly Cell[];
  /** Why only a part of it could be read. */
  readonly problem?: string;
}

export interface Cell {
  /** Its place among all cells, from 1. */
  readonly number: number;
  /** Where it begins and ends in the excerpt. */
  readonly start: number;
  readonly end: number;
}

/** A notebook, or why there is no Python to read in the file. */
export type ReadNotebook =
  | { readonly kind: 'notebook'; readonly notebook: Notebook }
  | { readonly kind: 'other-language'; readonly language: string }
  | { readonly kind: 'unreadable'; readonly why: string };

/** Reads a notebook, up to a mistake if there is one: what stands before it counts. */
export function readNotebook(json: string): ReadNotebook {
  const { root, brokenAt } = readLocatedJson(json);
  const broken = brokenAt === undefined ? undefined : `not JSON from line ${lineOf(json, brokenAt)} on`;
  const cells = entry(root, 'cells');
  if (cells?.kind !== 'list') {
    const isOld = entry(root, 'worksheets') !== undefined;
    return {
      kind: 'unreadable',
      why: broken ?? (isOld ? 'a notebook of a format before 4' : 'not a notebook'),
    };
  }
  const language = languageOf(root, json);
  if (language !== undefined && !/^i?python\d*$/i.test(language)) return { kind: 'other-language', language };
  const notebook = fromCells(json, cells.items);
  return { kind: 'notebook', notebook: broken === undefined ? notebook : { ...notebook, problem: broken } };
}

function fromCells(json: string, items: readonly LocatedJson[]): Notebook {
  const builder = new ExcerptBuilder(json);
  const cells: Cell[] = [];
  items.forEach((item, index) => {
    if (textOf(entry(item, 'cell_type'), json) !== 'code') return;
    const start = builder.end;
    for (const { start: from, end } of sourceTexts(item)) builder.addJsonText(from, end);
    cells.push({ number: index + 1, start, end: builder.end });
    builder.addLineBreak();
  });
  const excerpt = builder.build();
  const code = cells.map(({ start, end }) => `${plainPython(excerpt.text.slice(start, end))}\n`).join('');
  return { json, excerpt, code, cells };
}

type JsonText = Extract<LocatedJson, { readonly kind: 'text' }>;

/** The source of a cell is a text or a list of texts. */
function sourceTexts(cell: LocatedJson): readonly JsonText[] {
  const source = entry(cell, 'source');
  if (source?.kind === 'text') return [source];
  return source?.kind === 'list' ? source.items.flatMap((item) => (item.kind === 'text' ? [item] : [])) : [];
}

function languageOf(root: LocatedJson, json: string): string | undefined {
  const metadata = entry(root, 'metadata');
  return (
    textOf(entry(entry(metadata, 'language_info'), 'name'), json) ??
    textOf(entry(entry(metadata, 'kernelspec'), 'language'), json)
  );
}

function entry(value: LocatedJson | undefined, key: string): LocatedJson | undefined {
  return value?.kind === 'map' ? value.entries.get(key) : undefined;
}

function textOf(value: LocatedJson | undefined, json: string): string | undefined {
  return value?.kind === 'text' ? json.slice(value.start, value.end) : undefined;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
