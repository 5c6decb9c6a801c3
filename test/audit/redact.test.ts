import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSecretName, redactParams } from '../../src/audit/redact.ts';
import { canonicalJson, type Json } from '../../src/base/index.ts';
import { nodeCryptography } from '../../src/platform/index.ts';

const key = new Uint8Array(32).fill(9);
const redact = (params: Record<string, Json>, paths: string[] = [], withKey?: Uint8Array) =>
  redactParams(params, { paths, ...(withKey === undefined ? {} : { key: withKey }) }, nodeCryptography);

describe('what is logged of parameters', () => {
  test('is everything but secrets, at any depth', () => {
    const params = {
      url: 'https://x',
      headers: { Authorization: 'Bearer abc' },
      db: [{ user: 'kim', password: { a: 1 } }],
    };
    expect(redact(params)).toEqual({
      url: 'https://x',
      headers: { Authorization: '[redacted]' },
      db: [{ user: 'kim', password: '[redacted]' }],
    });
  });

  test('is nothing of what the paths name', () => {
    const params = {
      customer: { email: 'kim@example.com', name: 'Kim' },
      items: [{ card: '4111' }, { card: '4242', n: 1 }],
      iban: 'DE',
    };
    expect(redact(params, ['customer.email', 'items[].card', '*'])).toEqual({
      customer: '[redacted]',
      items: '[redacted]',
      iban: '[redacted]',
    });
    expect(redact(params, ['*.email', 'items[].card'])).toEqual({
      customer: { email: '[redacted]', name: 'Kim' },
      items: [{ card: '[redacted]' }, { card: '[redacted]', n: 1 }],
      iban: 'DE',
    });
  });

  test('with a key is a mark by which the value can be shown later', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const mark = (redact({ token: value as Json }, [], key) as { token: string }).token;
        const expected = createHmac('sha256', key)
          .update(canonicalJson(value as Json))
          .digest('hex');
        expect(mark).toBe(`hmac-sha256:${expected}`);
      }),
    );
  });

  test('never contains a secret, and stays the same when it is redacted again', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.constantFrom('password', 'apiKey', 'DB_PASSWORD'),
        fc.constantFrom(undefined, key),
        (params, name, withKey) => {
          const all = { ...(params as Record<string, Json>), nested: { [name]: 'hunter2-the-secret' } };
          const once = redact(all, [], withKey);
          expect(JSON.stringify(once)).not.toContain('hunter2-the-secret');
          expect(redact(once as Record<string, Json>, [], withKey)).toEqual(once);
        },
      ),
    );
  });

  test.each([
    'apiKey',
    'API_KEY',
    'x-api-key',
    'dbPassword',
    'token',
    'access_token',
    'client_secret',
    'Cookie',
  ])('%s is the name of a secret', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  test.each(['max_tokens', 'tokens', 'author', 'key', 'keyboard', 'pinned', 'secretary', 'passwordless'])(
    '%s is not',
    (name) => {
      expect(isSecretName(name)).toBe(false);
    },
  );
});
