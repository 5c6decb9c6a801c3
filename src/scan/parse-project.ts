import { createSource, type Source } from '../base/index.ts';
import type { FrontEnd, Language, ModuleIr } from './ir.ts';
import { notebookSource } from './notebooks/notebook-source.ts';
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

const FILES_BETWEEN_TURNS = 16;

/** Parses the files that matter; a parser is loaded when the first file asks for it. */
export async function parseProject(
  input: ScanInput,
  files: ProjectFiles,
  shown: (path: string) => string,
): Promise<ParsedProject> {
  const modules: ModuleIr[] = [];
  const sources = new Map<string, Source>();
  const partlyRead: Unread[] = [];
  const skipped: Unread[] = [];
  const frontEnds = createFrontEnds(input);
  let done = 0;
  for (const [file, text] of files.toParse) {
    if (input.interrupted?.aborted === true) break;
    const frontEnd = await frontEnds(files.languageOf(file));
    const module = frontEnd?.lower(file, text) ?? { unreadable: 'no parser for it' };
    if ('unreadable' in module) skipped.push({ file, code: 'AEG3006', why: module.unreadable });
    else {
      modules.push(module);
      const notebook = files.notebooks.get(file);
      sources.set(
        file,
        notebook === undefined ? createSource(shown(file), text) : notebookSource(shown(file), notebook),
      );
      if (module.partial) partlyRead.push({ file, code: 'AEG3005', why: 'syntax errors' });
    }
    done += 1;
    if (done % FILES_BETWEEN_TURNS === 0) {
      await input.onProgress?.({ stage: 'parse', done, total: files.toParse.size, file: shown(file) });
    }
  }
  return { modules: modules.sort((a, b) => comparePaths(a.file, b.file)), sources, partlyRead, skipped };
}

function createFrontEnds({
  frontEnds,
}: ScanInput): (language: Language | undefined) => Promise<FrontEnd | undefined> {
  const created = new Map<Language, Promise<FrontEnd> | undefined>();
  return async (language) => {
    if (language === undefined) return undefined;
    if (!created.has(language)) {
      created.set(language, frontEnds.find((source) => source.language === language)?.create());
    }
    return await created.get(language);
  };
}
