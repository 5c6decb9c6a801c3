export { POLICY_CODES } from './policy-codes.ts';
export type {
  Document,
  Located,
  LocatedEntry,
  LocatedList,
  LocatedMap,
  LocatedScalar,
  Range,
} from './document.ts';
export type { LoadedPolicy, PolicyReference } from './loaded-policy.ts';
export { MAX_DOCUMENT_BYTES, readDocument } from './read-document.ts';
export { loadPolicy } from './load-policy.ts';
export { policyDefinitions, policySchema } from './policy-schema.ts';
