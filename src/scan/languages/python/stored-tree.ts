import type { Tree } from 'web-tree-sitter';

/**
 * A tree as tree-sitter keeps it in the memory of its WebAssembly. Asking the library for a node costs several calls
 * over the border of the WebAssembly, which together took a third of the time of reading Python; read here, a node
 * costs a few looks into arrays (docs/adr/0013).
 *
 * The layout is that of the two WebAssembly modules that the package ships: `Subtree`, `SubtreeHeapData` and
 * `SubtreeInlineData` of tree-sitter's `lib/src/subtree.h`, `TSTree` of `lib/src/tree.h`, and `TSLanguage` of
 * `lib/src/parser.h`, for 32 bits. A test compares it with what the library says, node by node.
 */
export interface StoredTree {
  /** The names of the symbols. */
  readonly types: readonly (string | null)[];
  readonly root: StoredNode;
  readonly bytes: Uint8Array;
  readonly shorts: Uint16Array;
  readonly words: Uint32Array;
  readonly grammar: Grammar;
}

/** The memory of the parser, under the names that emscripten gives it: they change when it grows. */
export interface ParserMemory {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU16: Uint16Array;
  readonly HEAPU32: Uint32Array;
}

/** A named node; offsets are UTF-16. */
export interface StoredNode {
  /** Where its `SubtreeHeapData` stands; 0 for a small one that is kept inside its parent and has no children. */
  readonly address: number;
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Where the tables of the grammar stand. */
interface Grammar {
  readonly metadata: number;
  readonly publicSymbols: number;
  readonly aliases: number;
  readonly aliasesPerProduction: number;
}

const SUBTREE_SIZE = 8;

/** Fields of `TSLanguage`. */
const LANGUAGE = { aliasesPerProduction: 36, metadata: 72, publicSymbols: 76, aliases: 84 } as const;

/** Fields of `SubtreeHeapData`. */
const HEAP = { padding: 4, size: 16, childCount: 36, symbol: 40, flags: 44, production: 66 } as const;

/** Fields of `SubtreeInlineData`, which takes the place of a pointer: those are even. */
const INLINE = { flags: 0, symbol: 1, padding: 6, size: 7 } as const;

/** Bits of the flags; those of an inline node are one further up, behind the one that tells it from a pointer. */
const VISIBLE = 1;
const NAMED = 2;
const EXTRA = 4;

/** Fields of `TSSymbolMetadata`. */
const METADATA = { named: 1, size: 3 } as const;

/** `tree` as it is stored; good until the parser is used again. */
export function readTree(memory: ParserMemory, tree: Tree): StoredTree {
  const { rootNode, language } = tree;
  const { HEAPU8: bytes, HEAPU16: shorts, HEAPU32: words } = memory;
  // The identity of a node is the address of its `Subtree`: that of the root is the first field of `TSTree`.
  const address = words[rootNode.id >> 2] ?? 0;
  const description = words[(rootNode.id + SUBTREE_SIZE) >> 2] ?? 0;
  return {
    types: language.types,
    bytes,
    shorts,
    words,
    root: {
      address: address % 2 === 0 ? address : 0,
      type: rootNode.type,
      start: rootNode.startIndex,
      end: rootNode.endIndex,
    },
    grammar: {
      metadata: words[(description + LANGUAGE.metadata) >> 2] ?? 0,
      publicSymbols: words[(description + LANGUAGE.publicSymbols) >> 2] ?? 0,
      aliases: words[(description + LANGUAGE.aliases) >> 2] ?? 0,
      aliasesPerProduction: shorts[(description + LANGUAGE.aliasesPerProduction) >> 1] ?? 0,
    },
  };
}

/** The named children of a node, in source order. */
export function namedChildren(tree: StoredTree, { address, start }: StoredNode): readonly StoredNode[] {
  const found: StoredNode[] = [];
  if (address !== 0) collect(tree, address, start * 2, found);
  return found;
}

/** Adds the named nodes among the children of the subtree at `address` and in those that only the grammar sees. */
function collect(tree: StoredTree, address: number, from: number, found: StoredNode[]): void {
  const { bytes, shorts, words, grammar } = tree;
  const count = words[(address + HEAP.childCount) >> 2] ?? 0;
  const production = shorts[(address + HEAP.production) >> 1] ?? 0;
  const aliases = grammar.aliases + 2 * production * grammar.aliasesPerProduction;
  let position = from;
  let place = 0;
  for (let index = 0; index < count; index += 1) {
    const subtree = address - (count - index) * SUBTREE_SIZE;
    const pointer = words[subtree >> 2] ?? 0;
    const isInline = pointer % 2 === 1;
    const flags = isInline ? (bytes[subtree + INLINE.flags] ?? 0) >> 1 : (bytes[pointer + HEAP.flags] ?? 0);
    const size = isInline ? (bytes[subtree + INLINE.size] ?? 0) : (words[(pointer + HEAP.size) >> 2] ?? 0);
    if (index > 0)
      position += isInline
        ? (bytes[subtree + INLINE.padding] ?? 0)
        : (words[(pointer + HEAP.padding) >> 2] ?? 0);
    let alias = 0;
    if ((flags & EXTRA) === 0) {
      if (production > 0) alias = shorts[(aliases >> 1) + place] ?? 0;
      place += 1;
    }
    if (alias === 0 && (flags & VISIBLE) === 0) {
      if (!isInline) collect(tree, pointer, position, found);
    } else if (alias === 0 ? (flags & NAMED) !== 0 : isNamed(tree, alias)) {
      const own = isInline
        ? (bytes[subtree + INLINE.symbol] ?? 0)
        : (shorts[(pointer + HEAP.symbol) >> 1] ?? 0);
      found.push({
        address: isInline ? 0 : pointer,
        type: typeOf(tree, alias === 0 ? own : alias),
        start: position / 2,
        end: (position + size) / 2,
      });
    }
    position += size;
  }
}

/** `ts_builtin_sym_error`: what the parser could not fit in has no entry in the tables. */
const ERROR_SYMBOL = 0xffff;

function typeOf({ types, shorts, grammar }: StoredTree, symbol: number): string {
  if (symbol === ERROR_SYMBOL) return 'ERROR';
  return types[shorts[(grammar.publicSymbols >> 1) + symbol] ?? 0] ?? 'ERROR';
}

function isNamed({ bytes, grammar }: StoredTree, symbol: number): boolean {
  return bytes[grammar.metadata + symbol * METADATA.size + METADATA.named] === 1;
}
