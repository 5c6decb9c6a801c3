import type { Cryptography } from '../../base/index.ts';

/** The hashes of RFC 6962 section 2.1, with SHA-256. */
export interface TreeHash {
  /** `SHA-256(0x00 || data)` for 32 bytes of data. */
  leaf(data: Uint8Array): Uint8Array;
  /** `SHA-256(0x01 || left || right)`. */
  node(left: Uint8Array, right: Uint8Array): Uint8Array;
  /** The root of a tree without leaves. */
  readonly empty: Uint8Array;
}

export function createTreeHash(cryptography: Cryptography): TreeHash {
  const one = new Uint8Array(33);
  const two = new Uint8Array(65);
  one[0] = 0x00;
  two[0] = 0x01;
  return {
    leaf: (data) => {
      if (data.length !== 32) return cryptography.hash('sha-256', Uint8Array.of(0x00, ...data));
      one.set(data, 1);
      return cryptography.hash('sha-256', one);
    },
    node: (left, right) => {
      two.set(left, 1);
      two.set(right, 33);
      return cryptography.hash('sha-256', two);
    },
    empty: cryptography.hash('sha-256', new Uint8Array()),
  };
}
