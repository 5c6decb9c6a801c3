import type { TreeHash } from './tree-hash.ts';

/** The hash of the complete subtree over the leaves from `index * 2^height` (from 0), `2^height` of them. */
export type CompleteNode = (height: number, index: number) => Uint8Array;

/** Roots and proofs over the first `size` leaves, as RFC 6962 section 2.1 defines them. */
export interface Prover {
  root(size: number): Uint8Array;
  /** The way from leaf `index` (from 0) to the root of `size` leaves: section 2.1.1. */
  inclusion(index: number, size: number): readonly Uint8Array[];
  /** That the tree of `first` leaves is the beginning of the one of `second`: section 2.1.2. */
  consistency(first: number, second: number): readonly Uint8Array[];
}

/** Proofs from the hashes of complete subtrees; `node` is asked for about log2(size) of them. */
export function createProver(tree: TreeHash, node: CompleteNode): Prover {
  const rootOf = (start: number, count: number): Uint8Array => {
    const height = Math.log2(count);
    if (Number.isInteger(height) && start % count === 0) return node(height, start / count);
    const left = splitOf(count);
    return tree.node(rootOf(start, left), rootOf(start + left, count - left));
  };
  const path = (leaf: number, start: number, count: number): Uint8Array[] => {
    if (count === 1) return [];
    const left = splitOf(count);
    return leaf < left
      ? [...path(leaf, start, left), rootOf(start + left, count - left)]
      : [...path(leaf - left, start + left, count - left), rootOf(start, left)];
  };
  const subproof = (known: number, start: number, count: number, isWhole: boolean): Uint8Array[] => {
    if (known === count) return isWhole ? [] : [rootOf(start, count)];
    const left = splitOf(count);
    return known <= left
      ? [...subproof(known, start, left, isWhole), rootOf(start + left, count - left)]
      : [...subproof(known - left, start + left, count - left, false), rootOf(start, left)];
  };
  return {
    root: (size) => (size === 0 ? tree.empty : rootOf(0, size)),
    inclusion: (index, size) => path(index, 0, size),
    consistency: (first, second) => (first === 0 ? [] : subproof(first, 0, second, true)),
  };
}

/** The largest power of two below `count`, which is at least 2. */
function splitOf(count: number): number {
  return 2 ** Math.ceil(Math.log2(count) - 1);
}
