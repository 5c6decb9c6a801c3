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
  /** The text of a module; its `file` is the path as it is shown. */
  sourceOf(file: string): Source | undefined;
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
  const partlyRead: Unread[] = [];
  const skipped: Unread[] = [];
  for (const [index, { file }] of jobs.entries()) {
    const module = outcomes[index];
    if (module === undefined) continue;
    if ('unreadable' in module) {
      skipped.push({ file, code: 'AEG3006', why: module.unreadable });
      continue;
    }
    modules.push(module);
    if (module.partial) partlyRead.push({ file, code: 'AEG3005', why: 'syntax errors' });
  }
  return {
    modules: modules.sort((a, b) => comparePaths(a.file, b.file)),
    sourceOf: createSources(files, shown),
    partlyRead,
    skipped,
  };
}

/** Where the lines of a text begin is asked of few texts only. */
function createSources(
  { toParse, notebooks }: ProjectFiles,
  shown: (path: string) => string,
): ParsedProject['sourceOf'] {
  const made = new Map<string, Source>();
  return (file) => {
    const text = toParse.get(file);
    if (text === undefined) return undefined;
    let source = made.get(file);
    if (source === undefined) {
      const notebook = notebooks.get(file);
      source =
        notebook === undefined ? createSource(shown(file), text) : notebookSource(shown(file), notebook);
      made.set(file, source);
    }
    return source;
  };
}
