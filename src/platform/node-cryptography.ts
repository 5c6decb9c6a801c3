import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  hash,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { Cryptography } from '../base/index.ts';

/** Cryptography by the OpenSSL that Node is built with. */
export const nodeCryptography: Cryptography = {
  hash: (algorithm, bytes) => bytesOf(hash(OPENSSL_NAMES[algorithm], bytes, 'binary')),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
  ed25519PublicKey: (privateKey) =>
    createPublicKey(privateKeyObject(privateKey))
      .export({ format: 'der', type: 'spki' })
      .subarray(SPKI_PREFIX.length),
  ed25519Sign: (privateKey, message) => sign(null, message, privateKeyObject(privateKey)),
  ed25519Verify: (publicKey, message, signature) => {
    const key = createPublicKey({
      key: Buffer.concat([SPKI_PREFIX, publicKey]),
      format: 'der',
      type: 'spki',
    });
    return verify(null, message, key, signature);
  },
  randomBytes: (count) => (count > FEW ? randomBytes(count) : fewBytes(count)),
};

/** As many as an id has; a key has more, and comes from the system by itself. */
const FEW = 16;
const POOL_BYTES = 4_096;
const pool = { bytes: Buffer.alloc(0), at: 0 };

/** Asking the system for a few bytes costs as much as for many. */
function fewBytes(count: number): Uint8Array {
  if (pool.at + count > pool.bytes.length) {
    pool.bytes = randomBytes(POOL_BYTES);
    pool.at = 0;
  }
  const from = pool.at;
  pool.at += count;
  return Uint8Array.from(pool.bytes.subarray(from, pool.at));
}

const OPENSSL_NAMES = { 'sha-256': 'sha256', 'sha3-256': 'sha3-256' } as const;

/** The DER of RFC 8410 that stands before the 32 bytes of a key. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

function privateKeyObject(privateKey: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, privateKey]), format: 'der', type: 'pkcs8' });
}

/** A text of one character for each byte, as bytes. A log has millions of hashes, and a `Buffer` for each is slow. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
