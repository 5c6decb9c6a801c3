export type { DayOfDecisions, EvidenceBounds, EvidenceReader, Found } from './evidence-reader.ts';
export { fileIdentity } from './file-identity.ts';
export { loadDriver } from './load-driver.ts';
export type { LogReader, Total, TotalColumn, Wanted } from './log-reader.ts';
export type { Acknowledgement, LogWriter } from './log-writer.ts';
export {
  openReader,
  openWriter,
  type OpenedReader,
  type ReadOptions,
  type WriteOptions,
} from './open-log.ts';
export type { SqliteConnection, SqliteDriver, SqliteStatement } from './sqlite-driver.ts';
export { openPredecessor } from './read-predecessor.ts';
export { StoreError, type StoreFailure } from './store-failure.ts';
