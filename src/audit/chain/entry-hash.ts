import { canonicalJson, type Cryptography, type HashAlgorithm } from '../../base/index.ts';

/** Hashes the canonical text of an event onto the hash of the entry before it. */
export type EntryHash = (previous: Uint8Array, canonicalEvent: string) => Uint8Array;

/**
 * `H("aegis.audit.v1" || 0x00 || prev_hash || canonical_event)`. The function works in memory of its own, which it uses
 * again: a log of a million entries is checked without a million buffers.
 */
export function createEntryHash(cryptography: Cryptography, algorithm: HashAlgorithm): EntryHash {
  let memory = room(4096);
  return (previous, canonicalEvent) => {
    const most = HEAD + 3 * canonicalEvent.length;
    if (memory.length < most) memory = room(2 * most);
    memory.set(previous, DOMAIN.length);
    const { written } = encoder.encodeInto(canonicalEvent, memory.subarray(HEAD));
    return cryptography.hash(algorithm, memory.subarray(0, HEAD + written));
  };
}

/**
 * What stands before the first entry: `H("aegis.audit.v1.genesis" || 0x00 || RFC 8785 of {algorithm, log_id})`. It
 * makes every log a different one, and an entry of one log no entry of another.
 */
export function genesisHash(
  cryptography: Cryptography,
  log: { readonly algorithm: HashAlgorithm; readonly logId: string },
): Uint8Array {
  const bound = canonicalJson({ algorithm: log.algorithm, log_id: log.logId });
  return cryptography.hash(log.algorithm, encoder.encode(`aegis.audit.v1.genesis\0${bound}`));
}

const encoder = new TextEncoder();
const DOMAIN = encoder.encode('aegis.audit.v1\0');
const HASH_BYTES = 32;
const HEAD = DOMAIN.length + HASH_BYTES;

function room(bytes: number): Uint8Array {
  const memory = new Uint8Array(bytes);
  memory.set(DOMAIN);
  return memory;
}
