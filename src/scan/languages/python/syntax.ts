import type { Node, Tree } from 'web-tree-sitter';

/**
 * A node of the concrete syntax, copied out of the parser's memory: named nodes only, without comments. `start` and
 * `end` are UTF-16 offsets into the file.
 */
export interface Syntax {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly children: Syntax[];
}

export interface SyntaxTree {
  readonly root: Syntax;
  /** In source order. */
  readonly comments: readonly Syntax[];
  /** How deep the tree is, not counting left operands and receivers: those chains are lowered without recursion. */
  readonly nesting: number;
  /** True when the parser had to recover from a mistake in the text. */
  readonly recovered: boolean;
}

/** Nodes whose first child continues a chain to the left: `a.b().c[0] + d`. */
const CHAIN_TYPES: ReadonlySet<string> = new Set([
  'attribute',
  'call',
  'subscript',
  'binary_operator',
  'boolean_operator',
]);

export function continuesChain(node: Syntax): boolean {
  return CHAIN_TYPES.has(node.type);
}

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
  readonly node: Node;
  readonly copy: Syntax;
  readonly nesting: number;
  /** The nearest list of statements around the node: what the parser could not fit in goes there. */
  readonly list: Syntax;
}

/**
 * Copies the tree, so that it can be freed. `offset` is added to every position.
 * INVARIANT: an `ERROR` node is always a child of a list of statements, so that the shapes of all other nodes are those
 * of the grammar, at most with parts missing.
 */
export function copySyntax(tree: Tree, text: string, offset: number): SyntaxTree {
  const { types } = tree.language;
  const comments: Syntax[] = [];
  const disturbed = new Set<Syntax>();
  const rootNode = tree.rootNode;
  const root = copyNode(rootNode, types[rootNode.typeId] ?? 'ERROR', offset);
  const pending: Pending[] = [{ node: rootNode, copy: root, nesting: 0, list: root }];
  let nesting = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { copy, list } = next;
    nesting = Math.max(nesting, next.nesting);
    for (const node of next.node.namedChildren) {
      const type = types[node.typeId] ?? 'ERROR';
      const child = copyNode(node, type, offset);
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
        nesting: isFirst && CHAIN_TYPES.has(copy.type) ? next.nesting : next.nesting + 1,
        list: LIST_TYPES.has(type) ? child : list,
      });
    }
  }
  comments.sort(byStart);
  for (const list of disturbed) list.children.sort(byStart);
  return { root, comments, nesting, recovered: rootNode.hasError };
}

function copyNode(node: Node, type: string, offset: number): Syntax {
  const children = LEAF_TYPES.has(type) ? NO_CHILDREN : [];
  return { type, start: node.startIndex + offset, end: node.endIndex + offset, children };
}

function byStart(a: Syntax, b: Syntax): number {
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

/** The first child of the type. */
export function childOf(node: Syntax, type: string): Syntax | undefined {
  return node.children.find((child) => child.type === type);
}
