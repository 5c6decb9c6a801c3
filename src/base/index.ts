export { AegisBug } from './aegis-bug.ts';
export { canonicalJson, type Json } from './canonical-json.ts';
export {
  sortDiagnostics,
  type Code,
  type CodeInfo,
  type Diagnostic,
  type RelatedPlace,
  type Severity,
} from './diagnostic.ts';
export { nearest } from './nearest.ts';
export type {
  Clock,
  Cryptography,
  DirectoryEntry,
  FileReader,
  Git,
  GitRun,
  HashAlgorithm,
  ReadFailure,
  ReadResult,
} from './ports.ts';
export { repeatedKey } from './repeated-key.ts';
export { err, ok, type Result } from './result.ts';
export { sha256Hex } from './sha256.ts';
export {
  createSource,
  lineText,
  positionAt,
  spanAt,
  type Position,
  type Source,
  type Span,
} from './source.ts';
export { TwoGenerations } from './two-generations.ts';
