import type { Cryptography } from '../../base/index.ts';
import { fromBase64, sameBytes, toBase64 } from '../bytes-text.ts';
import { keyId } from './keys.ts';

/** What a log was at some size. */
export interface Checkpoint {
  /** `<host>/<log id>`. */
  readonly origin: string;
  /** How many entries it had. */
  readonly size: number;
  /** The root of the tree over them. */
  readonly root: Uint8Array;
}

/** A checkpoint with the signatures that stand below it. */
export interface SignedCheckpoint extends Checkpoint {
  /** The text that is signed, with its last line end. */
  readonly text: string;
  readonly signatures: readonly {
    readonly name: string;
    readonly id: Uint8Array;
    readonly signature: Uint8Array;
  }[];
}

/** A checkpoint in the form of C2SP tlog-checkpoint, signed as a C2SP signed note with Ed25519. */
export function signCheckpoint(
  cryptography: Cryptography,
  checkpoint: Checkpoint,
  privateKey: Uint8Array,
): string {
  const { origin, size, root } = checkpoint;
  const text = `${origin}\n${size}\n${toBase64(root)}\n`;
  const id = keyId(cryptography, origin, cryptography.ed25519PublicKey(privateKey));
  const signature = cryptography.ed25519Sign(privateKey, new TextEncoder().encode(text));
  return `${text}\n— ${origin} ${toBase64(Uint8Array.of(...id, ...signature))}\n`;
}

/** Reads a signed note that is a checkpoint, without judging its signatures; `undefined` where the text is none. */
export function readCheckpoint(note: string): SignedCheckpoint | undefined {
  if (note.length > MAX_NOTE || /[\u0000-\u0009\u000B-\u001F]/.test(note) || !note.isWellFormed())
    return undefined;
  const end = note.lastIndexOf('\n\n');
  if (end === -1 || !note.endsWith('\n')) return undefined;
  const text = note.slice(0, end + 1);
  const [origin = '', size = '', root = '', ...extensions] = text.slice(0, -1).split('\n');
  const rootBytes = fromBase64(root);
  const signatures = note
    .slice(end + 2, -1)
    .split('\n')
    .map(readSignature);
  const isWhole =
    origin !== '' &&
    /^(?:0|[1-9]\d{0,15})$/.test(size) &&
    Number.isSafeInteger(Number(size)) &&
    rootBytes?.length === 32 &&
    extensions.every((line) => line !== '') &&
    signatures.every((signature) => signature !== undefined);
  if (!isWhole) return undefined;
  return { text, origin, size: Number(size), root: rootBytes, signatures };
}

/**
 * Whether one of the signatures is by this key. A signature that carries the name and id of the key and is not its
 * makes the whole note worthless.
 */
export function isSignedBy(
  cryptography: Cryptography,
  checkpoint: SignedCheckpoint,
  publicKey: Uint8Array,
): boolean {
  const message = new TextEncoder().encode(checkpoint.text);
  const id = keyId(cryptography, checkpoint.origin, publicKey);
  const own = checkpoint.signatures.filter(
    (line) => line.name === checkpoint.origin && sameBytes(line.id, id),
  );
  return (
    own.length > 0 && own.every((line) => cryptography.ed25519Verify(publicKey, message, line.signature))
  );
}

const MAX_NOTE = 100_000;

function readSignature(line: string): SignedCheckpoint['signatures'][number] | undefined {
  const [, name = '', base64 = ''] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  const bytes = fromBase64(base64);
  if (name === '' || bytes === undefined || bytes.length <= 4) return undefined;
  return { name, id: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}
