export {
  baselineProblem,
  baselineSchema,
  baselineText,
  markBaselined,
  readBaseline,
  staleEntry,
  type BaselineEntry,
  type BaselineOutcome,
} from './baseline.ts';
export { cachedScan, type CachedScanPorts, type ScanCache } from './cache/cached-scan.ts';
export { parseCatalog } from './catalog/build.ts';
export type { Catalog, CatalogRow, HostRow } from './catalog/catalog.ts';
export { readRow } from './catalog/read-row.ts';
export { catalogRowDefinitions } from './catalog/row-schema.ts';
export { withOwnRows } from './catalog/with-own-rows.ts';
export { ALL_LINES, parseChangedLines, type ChangedLines } from './changed-lines.ts';
export { createFrontEndSources, type FrontEndOptions, type PythonParserModules } from './front-ends.ts';
export { importedModules, type ImportedModule } from './imported-modules.ts';
export type { Language } from './ir.ts';
export { findProjectRoot } from './project-root.ts';
export type {
  Confidence,
  FileOutcome,
  Finding,
  Governance,
  Reported,
  Risk,
  ScanReport,
  SinkKind,
  ToolRisk,
  TraceStep,
} from './report.ts';
export { SCAN_CODES, type ScanCode } from './scan-codes.ts';
export {
  createParser,
  parsePacked,
  type PackedModule,
  type ParseJob,
  type ParserPool,
  type PoolAnswer,
} from './parser.ts';
export type {
  FrontEndSource,
  ModuleStore,
  ScanInput,
  ScanOptions,
  ScanOutcome,
  ScanProgress,
} from './scan-input.ts';
export { scan } from './scan.ts';
