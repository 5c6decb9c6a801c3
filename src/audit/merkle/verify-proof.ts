import { sameBytes } from '../bytes-text.ts';
import type { TreeHash } from './tree-hash.ts';

export interface InclusionClaim {
  /** From 0. */
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** RFC 9162 section 2.1.3.2. */
export function verifyInclusion(
  tree: TreeHash,
  { index, size, leafHash, root, proof }: InclusionClaim,
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || leafHash.length !== HASH_BYTES) return false;
  let at = BigInt(index);
  let last = BigInt(size - 1);
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0n) return false;
    if (isOdd(at) || at === last) {
      hash = tree.node(sibling, hash);
      while (!isOdd(at) && at !== 0n) {
        at >>= 1n;
        last >>= 1n;
      }
    } else {
      hash = tree.node(hash, sibling);
    }
    at >>= 1n;
    last >>= 1n;
  }
  return last === 0n && sameBytes(hash, root);
}

export interface ConsistencyClaim {
  readonly first: number;
  readonly second: number;
  readonly firstRoot: Uint8Array;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** RFC 9162 section 2.1.4.2, which says nothing of an empty tree: about that nothing is proved. */
export function verifyConsistency(tree: TreeHash, claim: ConsistencyClaim): boolean {
  const { first, second, firstRoot, secondRoot, proof } = claim;
  if (!isCount(first) || !isCount(second) || first > second) return false;
  if (first === 0) return false;
  if (first === second) return proof.length === 0 && sameBytes(firstRoot, secondRoot);
  const isPowerOfTwo = Number.isInteger(Math.log2(first));
  const [start, ...rest] = isPowerOfTwo ? [firstRoot, ...proof] : proof;
  if (start === undefined) return false;
  let at = BigInt(first - 1);
  let last = BigInt(second - 1);
  while (isOdd(at)) {
    at >>= 1n;
    last >>= 1n;
  }
  let firstHash = start;
  let secondHash = start;
  for (const sibling of rest) {
    if (last === 0n) return false;
    if (isOdd(at) || at === last) {
      firstHash = tree.node(sibling, firstHash);
      secondHash = tree.node(sibling, secondHash);
      while (!isOdd(at) && at !== 0n) {
        at >>= 1n;
        last >>= 1n;
      }
    } else {
      secondHash = tree.node(secondHash, sibling);
    }
    at >>= 1n;
    last >>= 1n;
  }
  return last === 0n && sameBytes(firstHash, firstRoot) && sameBytes(secondHash, secondRoot);
}

const HASH_BYTES = 32;

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isOdd(value: bigint): boolean {
  return (value & 1n) === 1n;
}
