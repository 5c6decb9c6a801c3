/** What bench/audit.mjs measures, bundled by it: the package does not export its store. */
export {
  createTreeHash,
  LogVerifier,
  newKeyPair,
  readCheckpoint,
  readPrivateKey,
} from '../src/audit/index.ts';
export { nodeCryptography } from '../src/platform/index.ts';
export { loadDriver, openReader, openWriter } from '../src/store/index.ts';
