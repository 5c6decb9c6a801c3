import { readDocument } from '../policy/index.ts';

type Read = ReturnType<typeof readDocument>;

let last: { readonly file: string; readonly bytes: Uint8Array; readonly read: Read } | undefined;

/**
 * What the bytes of a file are as a document. One command asks for the same `aegis.yaml` where it looks for the policy,
 * reads it, and reads the settings beside it; the same bytes under the same name are parsed once.
 */
export function documentOf(file: string, bytes: Uint8Array): Read {
  if (last?.file !== file || !sameBytes(last.bytes, bytes)) {
    last = { file, bytes, read: readDocument(file, bytes) };
  }
  return last.read;
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && Buffer.compare(one, other) === 0;
}
