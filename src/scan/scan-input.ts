import type { FileReader, Source } from '../base/index.ts';
import type { BaselineEntry, BaselineOutcome } from './baseline.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { ChangedLines } from './changed-lines.ts';
import type { FrontEnd, Language } from './ir.ts';
import type { ParseJob, ParserPool } from './parser.ts';
import type { Confidence, ScanReport } from './report.ts';

/** A front-end that is loaded only when there is a file for it: parsers cost start-up time. */
export interface FrontEndSource {
  readonly language: Language;
  /** File extensions with the dot, e.g. `.ts`. */
  readonly extensions: readonly string[];
  create(): Promise<FrontEnd>;
}

export interface ScanOptions {
  /** Larger files are skipped and counted, in bytes. Default 2 MB (2,000,000). */
  readonly maxFileSize?: number;
  /** Findings below are left out and counted. Default `inferred`. */
  readonly minConfidence?: Confidence;
  /** Only Aegis governs: a framework's own gate does not count. */
  readonly strict?: boolean;
  /** Absolute paths of the modules that programs begin with; none: those that no other module imports. */
  readonly entries?: readonly string[];
  /** Looks for the calls by which AI calls are reached. */
  readonly callers?: boolean;
  /** Looks up the versions of the SDKs. */
  readonly versions?: boolean;
  /** Globs as in `.gitignore`, relative to the root. Given: only files that one of them matches are scanned. */
  readonly include?: readonly string[];
  /** Globs as in `.gitignore`, relative to the root: what they match is not scanned. */
  readonly exclude?: readonly string[];
}

export interface ScanProgress {
  /** Every file is read; those that may matter are parsed. */
  readonly stage: 'read' | 'parse';
  readonly done: number;
  readonly total: number;
  /** The file that was finished last, as it is shown. */
  readonly file: string;
}

/** Packed modules by the text they were parsed from. What it gives for a job was kept for an equal one. */
export interface ModuleStore {
  get(job: ParseJob): Uint8Array | undefined;
  keep(job: ParseJob, module: Uint8Array): void;
}

export interface ScanInput {
  readonly files: FileReader;
  /** The project's folder, absolute, with `/`: names are resolved inside it and never outside. See `findProjectRoot`. */
  readonly root: string;
  /**
   * Files and folders, absolute, with `/`, inside the root: what is reported. Named ones are read even where an ignore
   * rule would pass them over.
   */
  readonly operands: readonly string[];
  /** Given: of the operands, only findings that a changed line belongs to are reported. By absolute path. */
  readonly changed?: ChangedLines;
  /** Paths are shown relative to this folder where the root and it lie one inside the other, else to the root. */
  readonly shownFrom?: string;
  readonly catalog: Catalog;
  readonly frontEnds: readonly FrontEndSource[];
  /** Parsers on other threads, when so many characters to parse repay their start. */
  readonly parsers?: (characters: number) => ParserPool | undefined;
  /** Modules that were parsed before. */
  readonly modules?: ModuleStore;
  readonly options?: ScanOptions;
  /** Ungoverned calls that are known: they are marked, not left out. */
  readonly baseline?: readonly BaselineEntry[];
  /** Called now and then; a scan waits for what it answers, so that an event loop gets its turn. */
  readonly onProgress?: (progress: ScanProgress) => Promise<void>;
  /** Once aborted, the scan ends with what it has; the report says so in `interrupted`. */
  readonly interrupted?: AbortSignal;
}

/** The report and the texts its spans point into, sorted by file. */
export interface ScanOutcome extends ScanReport {
  readonly sources: readonly Source[];
  readonly baseline: BaselineOutcome;
  /** The folders that were gone through, absolute: a change in one of them may change the report. */
  readonly folders: readonly string[];
}
