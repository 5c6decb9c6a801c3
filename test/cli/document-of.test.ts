import { expect, test } from 'vitest';
import { documentOf } from '../../src/cli/document-of.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('the same bytes under the same name are read once', () => {
  const first = documentOf('aegis.yaml', bytes('policy: { path: a.yaml }'));
  expect(documentOf('aegis.yaml', bytes('policy: { path: a.yaml }'))).toBe(first);
});

test('other bytes, of the same length too, and another name are read anew', () => {
  const first = documentOf('aegis.yaml', bytes('policy: { path: a.yaml }'));
  const other = documentOf('aegis.yaml', bytes('policy: { path: b.yaml }'));
  expect(other).not.toBe(first);
  expect(JSON.stringify(other)).toContain('b.yaml');
  const elsewhere = documentOf('sub/aegis.yaml', bytes('policy: { path: b.yaml }'));
  expect(elsewhere).not.toBe(other);
  expect(JSON.stringify(elsewhere)).toContain('sub/aegis.yaml');
});
