import type { TreeHash } from './tree-hash.ts';

/** A tree that grows leaf by leaf and holds only the roots of its complete parts: at most one for each height. */
export class GrowingTree {
  readonly #tree: TreeHash;
  /** From the largest part on the left to the smallest on the right. */
  readonly #parts: { height: number; hash: Uint8Array }[] = [];
  #size = 0;

  constructor(tree: TreeHash) {
    this.#tree = tree;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds the hash of a leaf. */
  add(leaf: Uint8Array): void {
    let part = { height: 0, hash: leaf };
    for (let left = this.#parts.at(-1); left?.height === part.height; left = this.#parts.at(-1)) {
      part = { height: part.height + 1, hash: this.#tree.node(left.hash, part.hash) };
      this.#parts.pop();
    }
    this.#parts.push(part);
    this.#size += 1;
  }

  /** The root of RFC 6962 over the leaves so far. */
  root(): Uint8Array {
    const [last, ...rest] = [...this.#parts].reverse();
    if (last === undefined) return this.#tree.empty;
    return rest.reduce((right, left) => this.#tree.node(left.hash, right), last.hash);
  }
}
