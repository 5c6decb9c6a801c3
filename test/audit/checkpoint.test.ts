import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isSignedBy,
  newKeyPair,
  readCheckpoint,
  readPrivateKey,
  readPublicKey,
  signCheckpoint,
  verifierKey,
  type SignedCheckpoint,
} from '../../src/audit/index.ts';
import { nodeCryptography } from '../../src/platform/index.ts';

const keys = newKeyPair(nodeCryptography);
const privateKey = readPrivateKey(keys.privateKey)!;
const publicKey = readPublicKey(keys.publicKey)!;
const checkpoint = {
  origin: 'desk-1/00112233445566778899aabbccddeeff',
  size: 42,
  root: new Uint8Array(32).fill(7),
};
const note = signCheckpoint(nodeCryptography, checkpoint, privateKey);

describe('a checkpoint', () => {
  test('comes back as it was signed', () => {
    const read = readCheckpoint(note);
    expect(read).toMatchObject({ origin: checkpoint.origin, size: 42 });
    expect(Buffer.from(read!.root)).toEqual(Buffer.from(checkpoint.root));
    expect(isSignedBy(nodeCryptography, read!, publicKey)).toBe(true);
  });

  test('has the form of a signed note, which a second implementation verifies', () => {
    const [text, signatureLine] = note.split('\n\n') as [string, string];
    expect(text.split('\n')).toEqual([checkpoint.origin, '42', Buffer.alloc(32, 7).toString('base64')]);
    const [dash, name, base64] = signatureLine.trimEnd().split(' ') as [string, string, string];
    expect([dash, name]).toEqual(['\u2014', checkpoint.origin]);
    const blob = Buffer.from(base64, 'base64');
    expect(verify(null, Buffer.from(`${text}\n`), createPublicKey(keys.publicKey), blob.subarray(4))).toBe(
      true,
    );
    const vkey = verifierKey(nodeCryptography, checkpoint.origin, publicKey);
    expect(vkey).toBe(
      `${checkpoint.origin}+${blob.subarray(0, 4).toString('hex')}+${Buffer.concat([Buffer.of(1), publicKey]).toString('base64')}`,
    );
    expect(readPublicKey(`${vkey}\n`)).toEqual(publicKey);
  });

  test('signed by nobody else, and no byte of what is signed can be changed', () => {
    const other = readPublicKey(newKeyPair(nodeCryptography).publicKey)!;
    expect(isSignedBy(nodeCryptography, readCheckpoint(note)!, other)).toBe(false);
    fc.assert(
      fc.property(
        fc.nat({ max: note.indexOf('\n\n') }),
        fc.constantFrom('0', 'A', '\n', ' ', '+'),
        (at, by) => {
          fc.pre(note[at] !== by);
          const read = readCheckpoint(note.slice(0, at) + by + note.slice(at + 1));
          if (read !== undefined) expect(isSignedBy(nodeCryptography, read, publicKey)).toBe(false);
        },
      ),
    );
  });

  test('a wrong signature that claims the key spoils the right one beside it', () => {
    const [, line] = note.split('\n\n') as [string, string];
    const blob = Buffer.from(line.split(' ')[2]!, 'base64');
    blob[20]! ^= 1;
    const spoiled = readCheckpoint(`${note}\u2014 ${checkpoint.origin} ${blob.toString('base64')}\n`);
    expect(spoiled?.signatures).toHaveLength(2);
    expect(isSignedBy(nodeCryptography, spoiled!, publicKey)).toBe(false);
  });

  test('keeps its own signature when a witness adds one', () => {
    const witnessed = readCheckpoint(
      `${note}\u2014 witness.example/w ${Buffer.alloc(76, 1).toString('base64')}\n`,
    );
    expect(isSignedBy(nodeCryptography, witnessed!, publicKey)).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['no signature', 'a/b\n1\nAAAA\n'],
    ['a size with a leading zero', note.replace('\n42\n', '\n042\n')],
    ['a size below nothing', note.replace('\n42\n', '\n-1\n')],
    ['a size beyond every number', note.replace('\n42\n', '\n99999999999999999\n')],
    ['a root that is too short', note.replace(/\n[^\n]{44}\n/, '\nBwc=\n')],
    ['a carriage return', note.replace('\n', '\r\n')],
    ['no last line end', note.slice(0, -1)],
  ])('%s is none', (_, text) => {
    expect(readCheckpoint(text)).toBeUndefined();
  });
});

describe('the example of C2SP signed-note', () => {
  const text = 'This is an example message.\n';
  const vkey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
  const signed =
    'Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=';

  test('its key has the id it says, and verifies the signature', () => {
    const key = readPublicKey(vkey)!;
    expect(verifierKey(nodeCryptography, 'example.com/foo', key)).toBe(vkey);
    const blob = Buffer.from(signed, 'base64');
    const note: SignedCheckpoint = {
      text,
      origin: 'example.com/foo',
      size: 0,
      root: new Uint8Array(),
      signatures: [{ name: 'example.com/foo', id: blob.subarray(0, 4), signature: blob.subarray(4) }],
    };
    expect(isSignedBy(nodeCryptography, note, key)).toBe(true);
    expect(isSignedBy(nodeCryptography, { ...note, text: text.toUpperCase() }, key)).toBe(false);
  });
});

describe('keys', () => {
  test('are PEM that other programs read', () => {
    const message = Buffer.from('hello');
    const signature = sign(null, message, createPrivateKey(keys.privateKey));
    expect(nodeCryptography.ed25519Verify(publicKey, message, signature)).toBe(true);
    const exported = createPublicKey(createPrivateKey(keys.privateKey)).export({
      format: 'pem',
      type: 'spki',
    });
    expect(keys.publicKey).toBe(exported);
  });

  test.each(['', 'hello', keys.publicKey.slice(0, 60), keys.publicKey.replace('MCow', 'MCox')])(
    '%j is no key',
    (text) => {
      expect(readPublicKey(text)).toBeUndefined();
      expect(readPrivateKey(text)).toBeUndefined();
    },
  );

  test('a private key is no public one', () => {
    expect(readPublicKey(keys.privateKey)).toBeUndefined();
    expect(readPrivateKey(keys.publicKey)).toBeUndefined();
  });
});
