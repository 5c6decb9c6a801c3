import { isAlias, isMap, isScalar, isSeq, type Document as YamlDocument, type Node } from 'yaml';
import type { Alias, CST, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { columnOf, hasBlankLineBefore, type Comment } from './comments.ts';

/** A value of a file with what belongs to its layout. */
export type Part = Leaf | Group;

export interface Leaf {
  readonly kind: 'leaf';
  /** `null` for a value that the file leaves out. */
  readonly node: Scalar | Alias | null;
  readonly start: number;
  readonly end: number;
}

export interface Group {
  readonly kind: 'map' | 'list';
  /** Written with brackets. */
  readonly isFlow: boolean;
  readonly anchor?: string;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  entries: Entry[];
  /** Comments after the last entry. */
  readonly dangling: Comment[];
}

/** A key with its value, or an item of a list; the comments above it and at the end of its first line. */
export interface Entry {
  readonly key?: Scalar;
  /** The place of the key, or of the dash. */
  readonly start: number;
  readonly value: Part;
  readonly leading: Comment[];
  readonly trailing: Comment[];
  hasBlankBefore: boolean;
}

/** The parts of a document, without comments. */
export function partsOf(document: YamlDocument.Parsed, text: string): Part {
  return partOf(document.contents, text, 0);
}

export function isBlock(part: Part): part is Group {
  return part.kind !== 'leaf' && !part.isFlow;
}

function partOf(node: Node | null, text: string, otherwise: number): Part {
  if (isMap(node)) return mapPart(node, text);
  if (isSeq(node)) return listPart(node, text);
  const [start, end] = node?.range ?? [otherwise, otherwise];
  return { kind: 'leaf', node: isScalar(node) || isAlias(node) ? node : null, start, end };
}

function mapPart(map: YAMLMap, text: string): Group {
  const entries = map.items.map((item): Entry => {
    const pair = item as Pair<Scalar, Node | null>;
    const [start, end] = pair.key.range ?? [0, 0];
    return entryOf(start, partOf(pair.value, text, end), text, pair.key);
  });
  return groupOf('map', map, entries, text);
}

function listPart(list: YAMLSeq, text: string): Group {
  const dashes = dashesOf(list.srcToken);
  const entries = list.items.map((item, index): Entry => {
    const value = partOf(item as Node | null, text, dashes[index] ?? 0);
    return entryOf(dashes[index] ?? value.start, value, text);
  });
  return groupOf('list', list, entries, text);
}

function dashesOf(token: CST.Token | undefined): readonly number[] {
  if (token?.type !== 'block-seq') return [];
  return token.items.flatMap(({ start }) => {
    const dash = start.find(({ type }) => type === 'seq-item-ind');
    return dash === undefined ? [] : [dash.offset];
  });
}

function entryOf(start: number, value: Part, text: string, key?: Scalar): Entry {
  const hasBlankBefore = hasBlankLineBefore(text, start);
  return { ...(key === undefined ? {} : { key }), start, value, leading: [], trailing: [], hasBlankBefore };
}

function groupOf(kind: Group['kind'], node: YAMLMap | YAMLSeq, entries: Entry[], text: string): Group {
  const isFlow = node.flow === true;
  const start = isFlow ? (node.range?.[0] ?? 0) : (entries[0]?.start ?? node.range?.[0] ?? 0);
  // The range of a block collection includes the comments after it.
  const end = isFlow ? (node.range?.[1] ?? start) : (entries.at(-1)?.value.end ?? start);
  const anchor = node.anchor === undefined ? {} : { anchor: node.anchor };
  return { kind, isFlow, ...anchor, column: columnOf(text, start), start, end, entries, dangling: [] };
}
