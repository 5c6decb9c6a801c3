export { CONFIDENCES, SINK_KINDS } from './report.ts';
export type {
  Confidence,
  FileOutcome,
  Finding,
  Governance,
  Risk,
  ScanReport,
  SinkKind,
  TraceStep,
} from './report.ts';
export { SCAN_CODES, type ScanCode } from './scan-codes.ts';
export type { FrontEndSource, ScanInput, ScanOptions, ScanOutcome, ScanProgress } from './scan-input.ts';
export type { Catalog } from './catalog/catalog.ts';
export type { Language } from './ir.ts';
