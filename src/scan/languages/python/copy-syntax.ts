import type { Tree } from 'web-tree-sitter';
import type { Extent } from '../../ir.ts';
import { namedChildren, readTree, type ParserMemory, type StoredNode } from './stored-tree.ts';
import { continuesChain, type Syntax, type SyntaxTree } from './syntax.ts';

/** Nodes whose text says everything: what the parser knows below them is not fetched. */
const LEAF_TYPES: ReadonlySet<string> = new Set([
  'identifier',
  'dotted_name',
  'relative_import',
  'wildcard_import',
  'integer',
  'float',
  'true',
  'false',
  'none',
  'ellipsis',
  'comment',
  'string_start',
  'string_content',
  'string_end',
  'type_conversion',
  'keyword_separator',
  'positional_separator',
  'pass_statement',
  'break_statement',
  'continue_statement',
  'line_continuation',
]);

const LIST_TYPES: ReadonlySet<string> = new Set(['module', 'block', 'ERROR']);

const NO_CHILDREN: Syntax[] = [];

interface Pending {
  readonly node: StoredNode;
  readonly copy: Syntax;
  readonly nesting: number;
  /** The nearest list of statements around the node: what the parser could not fit in goes there. */
  readonly list: Syntax;
}

/**
 * Copies the tree out of the parser's memory, so that it can be freed. `offset` is added to every position.
 * INVARIANT: an `ERROR` node is always a child of a list of statements, so that the shapes of all other nodes are those
 * of the grammar, at most with parts missing.
 */
export function copySyntax(memory: ParserMemory, tree: Tree, text: string, offset: number): SyntaxTree {
  const stored = readTree(memory, tree);
  const comments: Extent[] = [];
  const disturbed = new Set<Syntax>();
  const root = copyNode(stored.root, offset);
  const pending: Pending[] = [{ node: stored.root, copy: root, nesting: 0, list: root }];
  let nesting = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { copy, list } = next;
    nesting = Math.max(nesting, next.nesting);
    for (const node of namedChildren(stored, next.node)) {
      const child = copyNode(node, offset);
      const { type } = child;
      if (type === 'comment') {
        comments.push(child);
        continue;
      }
      if (type === 'line_continuation') continue;
      const isFirst = copy.children.length === 0;
      if (type === 'ERROR' && list !== copy) {
        list.children.push(child);
        disturbed.add(list);
      } else {
        copy.children.push(child);
      }
      if (isLeaf(child, text, offset)) continue;
      pending.push({
        node,
        copy: child,
        nesting: isFirst && continuesChain(copy) ? next.nesting : next.nesting + 1,
        list: LIST_TYPES.has(type) ? child : list,
      });
    }
  }
  comments.sort(byStart);
  for (const list of disturbed) list.children.sort(byStart);
  return { root, comments, nesting, recovered: tree.rootNode.hasError };
}

function copyNode({ type, start, end }: StoredNode, offset: number): Syntax {
  return {
    type,
    start: start + offset,
    end: end + offset,
    children: LEAF_TYPES.has(type) ? NO_CHILDREN : [],
  };
}

function byStart(a: Extent, b: Extent): number {
  return a.start - b.start;
}

function isLeaf(node: Syntax, text: string, offset: number): boolean {
  if (node.type === 'string') return !isInterpolated(text, node.start - offset);
  return LEAF_TYPES.has(node.type);
}

const UPPER_TO_LOWER = 0x20;

/** Whether the prefix of the string literal at `start` has an `f` (or a `t`, template strings). */
function isInterpolated(text: string, start: number): boolean {
  for (let index = start; index < start + 3; index += 1) {
    const letter = text.charCodeAt(index) | UPPER_TO_LOWER;
    if (letter === 0x66 || letter === 0x74) return true;
    if (letter < 0x61 || letter > 0x7a) return false;
  }
  return false;
}
