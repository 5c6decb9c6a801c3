import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createProver,
  createTreeHash,
  fromBase64,
  GrowingTree,
  verifyConsistency,
  verifyInclusion,
  type CompleteNode,
} from '../../src/audit/index.ts';
import { nodeCryptography } from '../../src/platform/index.ts';
import { referencePath, referenceRoot, referenceSubproof } from './reference.ts';

const tree = createTreeHash(nodeCryptography);

interface Vectors {
  readonly inclusion: readonly {
    readonly name: string;
    readonly leafIdx: number;
    readonly treeSize: number;
    readonly root: string | null;
    readonly leafHash: string | null;
    readonly proof: readonly string[] | null;
    readonly wantErr: boolean;
  }[];
  readonly consistency: readonly {
    readonly name: string;
    readonly size1: number;
    readonly size2: number;
    readonly root1: string | null;
    readonly root2: string | null;
    readonly proof: readonly string[] | null;
    readonly wantErr: boolean;
  }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('vectors/merkle-proofs.json', import.meta.url), 'utf8'),
) as Vectors;

describe('the vectors of transparency-dev/merkle', () => {
  test.each(vectors.inclusion.map((one) => [one.name, one] as const))('inclusion %s', (_, one) => {
    const claim = {
      index: one.leafIdx,
      size: one.treeSize,
      root: bytes(one.root),
      leafHash: bytes(one.leafHash),
      proof: (one.proof ?? []).map(bytes),
    };
    expect(verifyInclusion(tree, claim)).toBe(!one.wantErr);
  });

  test.each(vectors.consistency.map((one) => [one.name, one] as const))('consistency %s', (_, one) => {
    const claim = {
      first: one.size1,
      second: one.size2,
      firstRoot: bytes(one.root1),
      secondRoot: bytes(one.root2),
      proof: (one.proof ?? []).map(bytes),
    };
    expect(verifyConsistency(tree, claim)).toBe(!one.wantErr);
  });
});

describe('a tree', () => {
  const sizes = fc.integer({ min: 1, max: 70 });

  test('grows to the root of the definition, leaf by leaf', () => {
    const growing = new GrowingTree(tree);
    for (let size = 0; size <= 70; size += 1) {
      expect(Buffer.from(growing.root())).toEqual(Buffer.from(referenceRoot(leaves(size))));
      expect(growing.size).toBe(size);
      growing.add(tree.leaf(leaf(size)));
    }
  });

  test('proves each leaf as the definition does, and only that leaf at that place', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, a, b) => {
        const [index, other] = [a % size, b % size];
        const proof = prover(size).inclusion(index, size);
        expect(proof.map(hex)).toEqual(referencePath(index, leaves(size)).map(hex));
        const claim = {
          index,
          size,
          proof,
          root: referenceRoot(leaves(size)),
          leafHash: tree.leaf(leaf(index)),
        };
        expect(verifyInclusion(tree, claim)).toBe(true);
        expect(verifyInclusion(tree, { ...claim, index: other })).toBe(other === index);
        expect(verifyInclusion(tree, { ...claim, leafHash: tree.leaf(leaf(other)) })).toBe(other === index);
      }),
    );
  });

  test('proves that it is the beginning of a larger one, and of no other', () => {
    fc.assert(
      fc.property(sizes, sizes, fc.nat(), (a, b, changed) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        const proof = prover(second).consistency(first, second);
        expect(proof.map(hex)).toEqual(referenceSubproof(first, leaves(second), true).map(hex));
        const claim = {
          first,
          second,
          proof,
          firstRoot: referenceRoot(leaves(first)),
          secondRoot: referenceRoot(leaves(second)),
        };
        expect(verifyConsistency(tree, claim)).toBe(true);
        const rewritten = leaves(second).with(changed % first, leaf(999));
        const secondRoot = referenceRoot(rewritten);
        expect(verifyConsistency(tree, { ...claim, secondRoot })).toBe(false);
        const honestProof = referenceSubproof(first, rewritten, true);
        expect(verifyConsistency(tree, { ...claim, secondRoot, proof: honestProof })).toBe(false);
      }),
    );
  });
});

function prover(size: number) {
  const node: CompleteNode = (height, index) => {
    expect((index + 1) * 2 ** height).toBeLessThanOrEqual(size);
    return referenceRoot(leaves(size).slice(index * 2 ** height, (index + 1) * 2 ** height));
  };
  return createProver(tree, node);
}

function leaf(index: number): Uint8Array {
  return new Uint8Array(32).fill(index % 251);
}

function leaves(size: number): Uint8Array[] {
  return Array.from({ length: size }, (_, index) => leaf(index));
}

function bytes(base64: string | null): Uint8Array {
  return fromBase64(base64 ?? '') ?? new Uint8Array();
}

function hex(value: Uint8Array): string {
  return Buffer.from(value).toString('hex');
}
