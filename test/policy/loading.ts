import { type Document, formatDocument, loadPolicy, readDocument } from '../../src/policy/index.ts';
import type { LoadedPolicy } from '../../src/policy/index.ts';
import type { Diagnostic, Result } from '../../src/base/index.ts';

/** Loads the policy of a text or of bytes, as the command line does. */
export function load(text: string | Uint8Array): Result<LoadedPolicy, readonly Diagnostic[]> {
  const document = documentOf(text);
  return document.ok ? loadPolicy(document.value) : document;
}

/** The document that a text or bytes are. */
export function documentOf(text: string | Uint8Array): Result<Document, readonly Diagnostic[]> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return readDocument('policy.yaml', bytes);
}

/** What is wrong with a policy; empty when nothing is. */
export function problemsOf(text: string | Uint8Array): readonly Diagnostic[] {
  const loaded = load(text);
  return loaded.ok ? [] : loaded.error;
}

/** The loaded policy; fails the test with the diagnostics where there is none. */
export function policyIn(text: string): LoadedPolicy {
  const loaded = load(text);
  if (!loaded.ok) throw new Error(loaded.error.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return loaded.value;
}

/** Problems as "code line:column" in their order. */
export function placesOf(text: string): readonly string[] {
  return problemsOf(text).map(
    ({ code, span }) =>
      `${code} ${span?.start.line ?? 0}:${span?.start.column ?? 0}-${span?.end.column ?? 0}`,
  );
}

/** The text in canonical layout; fails the test with the diagnostics where it is no document. */
export function formatted(text: string, file = 'policy.yaml'): string {
  const document = readDocument(file, new TextEncoder().encode(text));
  if (!document.ok) throw new Error(document.error.map(({ message }) => message).join('\n'));
  return formatDocument(document.value);
}
