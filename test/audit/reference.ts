import { sha256 } from '@noble/hashes/sha2.js';
import { sha3_256 } from '@noble/hashes/sha3.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../../src/base/index.ts';

/** A second, obvious implementation: the formulas of the specification, with hashes that are not OpenSSL's. */
export type Algorithm = 'sha-256' | 'sha3-256';
const HASHES = { 'sha-256': sha256, 'sha3-256': sha3_256 };

export function referenceGenesis(algorithm: Algorithm, logId: string): string {
  const bound = `{"algorithm":"${algorithm}","log_id":"${logId}"}`;
  return bytesToHex(HASHES[algorithm](utf8ToBytes(`aegis.audit.v1.genesis\0${bound}`)));
}

export function referenceHash(algorithm: Algorithm, previous: string, canonical: string): string {
  return bytesToHex(
    HASHES[algorithm](
      concatBytes(utf8ToBytes('aegis.audit.v1\0'), hexToBytes(previous), utf8ToBytes(canonical)),
    ),
  );
}

/** The hash of an exported event, from nothing but the event. */
export function referenceEventHash(event: { readonly evidence?: unknown }): string {
  const copy = structuredClone(event) as {
    evidence: { algorithm: Algorithm; prev_hash: string; hash?: string };
  };
  delete copy.evidence.hash;
  return referenceHash(copy.evidence.algorithm, copy.evidence.prev_hash, canonicalJson(copy));
}

/** MTH of RFC 6962 section 2.1, word for word. */
export function referenceRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array());
  if (leaves.length === 1) return sha256(concatBytes(Uint8Array.of(0), leaves[0]!));
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(
    concatBytes(Uint8Array.of(1), referenceRoot(leaves.slice(0, k)), referenceRoot(leaves.slice(k))),
  );
}

/** PATH of RFC 6962 section 2.1.1. */
export function referencePath(index: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length <= 1) return [];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return index < k
    ? [...referencePath(index, leaves.slice(0, k)), referenceRoot(leaves.slice(k))]
    : [...referencePath(index - k, leaves.slice(k)), referenceRoot(leaves.slice(0, k))];
}

/** SUBPROOF of RFC 6962 section 2.1.2. */
export function referenceSubproof(m: number, leaves: readonly Uint8Array[], isWhole: boolean): Uint8Array[] {
  if (m === leaves.length) return isWhole ? [] : [referenceRoot(leaves)];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return m <= k
    ? [...referenceSubproof(m, leaves.slice(0, k), isWhole), referenceRoot(leaves.slice(k))]
    : [...referenceSubproof(m - k, leaves.slice(k), false), referenceRoot(leaves.slice(0, k))];
}
