export {
  approvalEvent,
  callSections,
  decisionEvent,
  outcomeEvent,
  type EventMaking,
  type FirstEvent,
  type LoggedCall,
} from './agef/call-events.ts';
export { AGEF_SCHEMA, eventProblems } from './agef/event-problems.ts';
export type { AgefEvent, UnloggedEvent } from './agef/event.ts';
export { schemaProblems, type SchemaProblem } from './agef/schema-problems.ts';
export { AUDIT_CODES, type AuditCode } from './audit-codes.ts';
export { bundledEntry, bundleHeadJson, readBundleHead, type BundleHead } from './bundle.ts';
export { fromBase64, fromHex, sameBytes, toBase64, toHex } from './bytes-text.ts';
export { canonicalEvent } from './chain/canonical-event.ts';
export { isWholeEntry, type EntryAt } from './chain/chain-check.ts';
export type { ChainFault } from './chain/chain-fault.ts';
export {
  exportedEvent,
  exportedJson,
  parsedEvent,
  type LoggedEvent,
  type StoredEntry,
} from './chain/entry.ts';
export { createEntryHash, genesisHash } from './chain/entry-hash.ts';
export { linkEvent } from './chain/link.ts';
export {
  isSignedBy,
  readCheckpoint,
  signCheckpoint,
  type Checkpoint,
  type SignedCheckpoint,
} from './checkpoint/checkpoint.ts';
export { newKeyPair, publicKeyText, readPrivateKey, readPublicKey, verifierKey } from './checkpoint/keys.ts';
export { importedEvent, type PredecessorRow } from './import-row.ts';
export { originOf, type LogIdentity } from './log-identity.ts';
export { GrowingTree } from './merkle/growing-tree.ts';
export { createProver, type CompleteNode } from './merkle/prove.ts';
export { createTreeHash } from './merkle/tree-hash.ts';
export { verifyConsistency, verifyInclusion } from './merkle/verify-proof.ts';
export type { EventFilter } from './query/event-filter.ts';
export type { Criteria, EntryReference, Said, Selection } from './query/selection.ts';
export { KNOWN_VALUES } from './query/known-values.ts';
export { foldEvents, type FoldedEvent } from './query/folded-event.ts';
export { checkProof, isProof, proofJson, type AuditProof } from './proof.ts';
export { newRedactionKey, readRedactionKey, redactEvent, type Redaction } from './redact.ts';
export { timestampText } from './timestamp.ts';
export { verdictDiagnostics } from './verdict-diagnostics.ts';
export { LogVerifier, type CheckpointToJudge, type JudgedCheckpoint, type LogVerdict } from './verify-log.ts';
