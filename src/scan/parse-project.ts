import { createSource, type Source } from '../base/index.ts';
import type { ModuleIr } from './ir.ts';
import { notebookSource } from './notebooks/notebook-source.ts';
import { parseJobs } from './parse-jobs.ts';
import { comparePaths } from './project/relative-path.ts';
import type { ProjectFiles, Unread } from './project-files.ts';
import type { ScanInput } from './scan-input.ts';

/** The parsed part of a project. Project paths. */
export interface ParsedProject {
  /** Sorted by file. */
  readonly modules: readonly ModuleIr[];
  /** The texts of the modules; their `file` is the path as it is shown. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly partlyRead: readonly Unread[];
  readonly skipped: readonly Unread[];
}

/** Parses the files that matter. */
export async function parseProject(
  input: ScanInput,
  files: ProjectFiles,
  shown: (path: string) => string,
): Promise<ParsedProject> {
  const jobs = Array.from(files.toParse, ([file, text]) => ({
    file,
    text,
    language: files.languageOf(file),
  }));
  const { onProgress } = input;
  const outcomes = await parseJobs(
    onProgress === undefined
      ? input
      : { ...input, onProgress: (progress) => onProgress({ ...progress, file: shown(progress.file) }) },
    jobs,
  );
  const modules: ModuleIr[] = [];
  const sources = new Map<string, Source>();
  const partlyRead: Unread[] = [];
  const skipped: Unread[] = [];
  for (const [index, { file, text }] of jobs.entries()) {
    const module = outcomes[index];
    if (module === undefined) continue;
    if ('unreadable' in module) {
      skipped.push({ file, code: 'AEG3006', why: module.unreadable });
      continue;
    }
    modules.push(module);
    const notebook = files.notebooks.get(file);
    sources.set(
      file,
      notebook === undefined ? createSource(shown(file), text) : notebookSource(shown(file), notebook),
    );
    if (module.partial) partlyRead.push({ file, code: 'AEG3005', why: 'syntax errors' });
  }
  return { modules: modules.sort((a, b) => comparePaths(a.file, b.file)), sources, partlyRead, skipped };
}
