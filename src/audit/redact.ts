import { canonicalJson, type Cryptography, type Json } from '../base/index.ts';
import type { UnloggedEvent } from './agef/event.ts';
import { fromHex, toHex } from './bytes-text.ts';

export interface Redaction {
  /** Paths of parameters beside those named like secrets: `customer.email`, `items[].card`, `*.iban`. */
  readonly paths: readonly string[];
  /** The log's key, kept outside of the database: equal values then have equal marks. */
  readonly key?: Uint8Array;
}

type Params = { readonly [name: string]: Json };

/** An event as it may be logged: the parameters of its action and the data of its result without secrets. */
export function redactEvent(
  event: UnloggedEvent,
  redaction: Redaction,
  cryptography: Cryptography,
): UnloggedEvent {
  const { action, result } = event;
  const data = isParams(result?.data) ? redactParams(result.data, redaction, cryptography) : undefined;
  return {
    ...event,
    ...(action?.params === undefined
      ? {}
      : { action: { ...action, params: redactParams(action.params, redaction, cryptography) } }),
    ...(result === undefined || data === undefined ? {} : { result: { ...result, data } }),
  };
}

/**
 * Parameters as they may be logged: a value at one of the paths, or under a name that secrets have, is replaced by its
 * HMAC-SHA-256 under the key, or by `[redacted]` without one. The same is shown to nobody who has only the log, and
 * whoever has the value and the key can show that it was this one. What was redacted before stays as it is, so that a
 * later event can repeat the parameters of the first.
 */
export function redactParams(params: Params, redaction: Redaction, cryptography: Cryptography): Params {
  const paths = redaction.paths.map(partsOf);
  const mark = (value: Json): string => {
    if (typeof value === 'string' && MARK.test(value)) return value;
    if (redaction.key === undefined) return REDACTED;
    const text = new TextEncoder().encode(canonicalJson(value));
    return `hmac-sha256:${toHex(cryptography.hmacSha256(redaction.key, text))}`;
  };
  const walk = (value: Json, at: readonly string[]): Json => {
    if (isSecretName(at.at(-1) ?? '') || paths.some((path) => fits(path, at))) return mark(value);
    if (Array.isArray(value)) return (value as readonly Json[]).map((item) => walk(item, [...at, '[]']));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, [...at, name])]));
  };
  return walk(params, []) as Params;
}

/** A new key for `Redaction`, as its file has it: 64 hex digits and a line end. */
export function newRedactionKey(cryptography: Cryptography): string {
  return `${toHex(cryptography.randomBytes(KEY_BYTES))}\n`;
}

/** The key in the text of its file, or `undefined` where it is none. */
export function readRedactionKey(text: string): Uint8Array | undefined {
  const key = fromHex(text.trim());
  return key?.length === KEY_BYTES ? key : undefined;
}

/** Whether a parameter of this name is taken to be a secret, whatever its spelling: `apiKey`, `API_KEY`, `x-api-key`. */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return SECRET_NAMES.some((secret) => plain.endsWith(secret)) || SECRET_WORDS.includes(plain);
}

const KEY_BYTES = 32;
const REDACTED = '[redacted]';
const MARK = /^(?:\[redacted\]|hmac-sha256:[0-9a-f]{64})$/;

function isParams(value: Json | undefined): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the name of a secret ends in. */
const SECRET_NAMES = [
  'password',
  'passwd',
  'passphrase',
  'secret',
  'secretkey',
  'apikey',
  'accesskey',
  'privatekey',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'authtoken',
  'bearertoken',
  'sessiontoken',
  'authorization',
  'credentials',
  'connectionstring',
];

/** Names that are too short to look for at the end of others. */
const SECRET_WORDS = [
  'pwd',
  'token',
  'auth',
  'cookie',
  'setcookie',
  'pin',
  'otp',
  'cvv',
  'cvc',
  'ssn',
  'credential',
];

function partsOf(path: string): readonly string[] {
  return path
    .replaceAll('[]', '.[]')
    .split('.')
    .filter((part) => part !== '');
}

function fits(path: readonly string[], at: readonly string[]): boolean {
  return path.length === at.length && path.every((part, index) => part === '*' || part === at[index]);
}
