import { canonicalJson, type Cryptography, type Json } from '../base/index.ts';
import { toHex } from './bytes-text.ts';

export interface Redaction {
  /** Paths of parameters beside those named like secrets: `customer.email`, `items[].card`, `*.iban`. */
  readonly paths: readonly string[];
  /** The log's key, kept outside of the database: equal values then have equal marks. */
  readonly key?: Uint8Array;
}

type Params = { readonly [name: string]: Json };

/**
 * Parameters as they may be logged: a value at one of the paths, or under a name that secrets have, is replaced by its
 * HMAC-SHA-256 under the key, or by `[redacted]` without one. The same is shown to nobody who has only the log, and
 * whoever has the value and the key can show that it was this one.
 */
export function redactParams(params: Params, redaction: Redaction, cryptography: Cryptography): Params {
  const paths = redaction.paths.map(partsOf);
  const mark = (value: Json): string =>
    redaction.key === undefined
      ? '[redacted]'
      : `hmac-sha256:${toHex(cryptography.hmacSha256(redaction.key, new TextEncoder().encode(canonicalJson(value))))}`;
  const walk = (value: Json, at: readonly string[]): Json => {
    if (isSecretName(at.at(-1) ?? '') || paths.some((path) => fits(path, at))) return mark(value);
    if (Array.isArray(value)) return (value as readonly Json[]).map((item) => walk(item, [...at, '[]']));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, [...at, name])]));
  };
  return walk(params, []) as Params;
}

/** Whether a parameter of this name is taken to be a secret, whatever its spelling: `apiKey`, `API_KEY`, `x-api-key`. */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return SECRET_NAMES.some((secret) => plain.endsWith(secret)) || SECRET_WORDS.includes(plain);
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
