import { AegisBug, type Diagnostic, type Result } from '../base/index.ts';
import type { Document } from './document.ts';

/** A larger file is refused before it is parsed. */
export const MAX_DOCUMENT_BYTES: number = 4 * 1024 * 1024;

/** The one YAML 1.2 core document (or JSON text) in a file, as a tree that knows where each value stands. */
export function readDocument(_file: string, _bytes: Uint8Array): Result<Document, readonly Diagnostic[]> {
  throw new AegisBug('under construction');
}
