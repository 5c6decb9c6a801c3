import type { Diagnostic, Result } from './base/index.ts';
import { readDocument, loadPolicy as loadDocument } from './policy/index.ts';
import type { LoadedPolicy, PolicyReference } from './policy/index.ts';

/**
 * The policy that a YAML or JSON text holds (bare, or under the `policy:` key of an `aegis.yaml`), or everything that
 * is wrong with it, each problem with its place and, where known, its remedy. `file` is the name shown in diagnostics.
 * A `policy: {path: ...}` gives a reference: read that file and load it.
 *
 * @example
 * const loaded = loadPolicy(text);
 * if (!loaded.ok) for (const { code, message } of loaded.error) console.error(code, message);
 * else if (loaded.value.kind === 'policy') {
 *   const compiled = compilePolicy(loaded.value.policy);
 *   decide(compiled, { type: 'delete_user', target: 'crm' }, Date.now()).isAllowed; // false
 * }
 */
export function loadPolicy(
  text: string | Uint8Array,
  file = 'policy.yaml',
): Result<LoadedPolicy | PolicyReference, readonly Diagnostic[]> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const document = readDocument(file, bytes);
  return document.ok ? loadDocument(document.value) : document;
}
