import type { Cryptography } from '../../base/index.ts';
import { fromBase64, toBase64, toHex } from '../bytes-text.ts';

/** An Ed25519 key pair as its two files hold it: PEM of RFC 8410. */
export interface KeyPairText {
  /** PKCS #8. */
  readonly privateKey: string;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: string;
}

/** A new pair of keys. The same pair may sign the checkpoints of several logs. */
export function newKeyPair(cryptography: Cryptography): KeyPairText {
  const privateKey = cryptography.randomBytes(32);
  return {
    privateKey: pem('PRIVATE KEY', PKCS8_PREFIX, privateKey),
    publicKey: publicKeyText(cryptography.ed25519PublicKey(privateKey)),
  };
}

export function publicKeyText(publicKey: Uint8Array): string {
  return pem('PUBLIC KEY', SPKI_PREFIX, publicKey);
}

/** The 32 bytes of a private key in PEM, or `undefined`. */
export function readPrivateKey(text: string): Uint8Array | undefined {
  return readPem('PRIVATE KEY', PKCS8_PREFIX, text);
}

/** The 32 bytes of a public key, as PEM or as a verifier key of C2SP (`name+id+base64`), or `undefined`. */
export function readPublicKey(text: string): Uint8Array | undefined {
  const verifier = /^[^+\s]+\+[0-9a-f]{8}\+([A-Za-z0-9+/=]+)\s*$/.exec(text)?.[1];
  if (verifier === undefined) return readPem('PUBLIC KEY', SPKI_PREFIX, text);
  const bytes = fromBase64(verifier);
  return bytes?.length === 33 && bytes[0] === ED25519 ? bytes.subarray(1) : undefined;
}

/** `name+id+base64`, which other tools for checkpoints read (C2SP signed-note, verifier keys). */
export function verifierKey(cryptography: Cryptography, name: string, publicKey: Uint8Array): string {
  const id = toHex(keyId(cryptography, name, publicKey));
  return `${name}+${id}+${toBase64(Uint8Array.of(ED25519, ...publicKey))}`;
}

/** The first 4 bytes of SHA-256(name, 0x0A, 0x01, key). */
export function keyId(cryptography: Cryptography, name: string, publicKey: Uint8Array): Uint8Array {
  const named = Uint8Array.of(...new TextEncoder().encode(`${name}\n`), ED25519, ...publicKey);
  return cryptography.hash('sha-256', named).subarray(0, 4);
}

/** The type of signature that C2SP signed-note gives to Ed25519. */
const ED25519 = 0x01;

/** The DER that stands before the 32 bytes of a key (RFC 8410). */
const PKCS8_PREFIX = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);
const SPKI_PREFIX = Uint8Array.of(0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0);

function pem(label: string, prefix: Uint8Array, key: Uint8Array): string {
  return `-----BEGIN ${label}-----\n${toBase64(Uint8Array.of(...prefix, ...key))}\n-----END ${label}-----\n`;
}

function readPem(label: string, prefix: Uint8Array, text: string): Uint8Array | undefined {
  const inside = new RegExp(`-----BEGIN ${label}-----([^-]*)-----END ${label}-----`).exec(text)?.[1];
  const der = inside === undefined ? undefined : fromBase64(inside.replace(/\s/g, ''));
  if (der?.length !== prefix.length + 32 || prefix.some((byte, index) => der[index] !== byte))
    return undefined;
  return der.subarray(prefix.length);
}
