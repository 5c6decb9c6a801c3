import type { Extent } from '../../ir.ts';

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
  readonly comments: readonly Extent[];
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

/** The first child of the type. */
export function childOf(node: Syntax, type: string): Syntax | undefined {
  return node.children.find((child) => child.type === type);
}
