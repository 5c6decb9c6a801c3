import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeatedKey } from '../../src/base/index.ts';

describe('repeatedKey', () => {
  it.each([
    ['{"type":"delete","type":"read"}', 'type'],
    ['{"params": {"amount": 1, "to": "x", "amount": 2}}', 'amount'],
    ['[{"a":1},{"b":[{"c":1,"\\u0063":2}]}]', 'c'],
    ['{"a":{"b":1},"b":2,"a":3}', 'a'],
    ['{"a\\"b": 1, "a\\"b": 2}', 'a"b'],
  ])('finds it in %s', (json, key) => {
    expect(repeatedKey(json)).toBe(key);
  });

  it('finds none where values, other objects or other spellings repeat a text', () => {
    expect(repeatedKey('{"a":"b","b":"a","c":["a","a"],"d":{"a":1},"A":"{,"}')).toBeUndefined();
    fc.assert(fc.property(fc.jsonValue(), (value) => repeatedKey(JSON.stringify(value)) === undefined));
  });

  it('finds a key that was added to an object a second time, wherever it stands', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (object, at) => {
        const keys = Object.keys(object);
        const key = keys[at % keys.length] ?? '';
        const text = JSON.stringify(object);
        const twice = `{${JSON.stringify(key)}:0,${text.slice(1)}`;
        expect(repeatedKey(`[${twice}]`)).toBe(key);
      }),
    );
  });

  it('is linear in long strings and deep in lists', () => {
    expect(
      repeatedKey(`{"a":"${'\\\\'.repeat(500_000)}","b":${'['.repeat(5000)}${']'.repeat(5000)}}`),
    ).toBeUndefined();
  });
});
