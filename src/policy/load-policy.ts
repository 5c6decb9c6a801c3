import { AegisBug, type Diagnostic, type Result } from '../base/index.ts';
import type { Document } from './document.ts';
import type { LoadedPolicy, PolicyReference } from './loaded-policy.ts';

/** The policy in a document (bare, or the value of its `policy:` key), or everything that is wrong with it. */
export function loadPolicy(
  _document: Document,
): Result<LoadedPolicy | PolicyReference, readonly Diagnostic[]> {
  throw new AegisBug('under construction');
}
