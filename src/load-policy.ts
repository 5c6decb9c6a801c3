import type { Diagnostic, Result } from './base/index.ts';
import { readDocument, loadPolicy as loadDocument } from './policy/index.ts';
import type { LoadedPolicy } from './policy/index.ts';

/**
 * The policy that a YAML or JSON text holds (bare, or under the `policy:` key of an `aegis.yaml`), or everything that
 * is wrong with it, each problem with its place and, where known, its remedy. `file` is the name shown in diagnostics.
 * Nothing is read from disk: a `policy: {path: ...}` is refused with the name of the file to load instead.
 *
 * @example
 * const loaded = loadPolicy(text);
 * if (!loaded.ok) for (const { code, message } of loaded.error) console.error(code, message);
 * else {
 *   const compiled = compilePolicy(loaded.value.policy);
 *   decide(compiled, { type: 'delete_user', target: 'crm' }, Date.now()).isAllowed; // false
 * }
 */
export function loadPolicy(
  text: string | Uint8Array,
  file = 'policy.yaml',
): Result<LoadedPolicy, readonly Diagnostic[]> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const document = readDocument(file, bytes);
  return document.ok ? loadDocument(document.value) : document;
}
