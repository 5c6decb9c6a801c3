import type { ReadFailure } from '../base/index.ts';
import type { Language } from './ir.ts';
import type { Notebook } from './notebooks/read-notebook.ts';
import { discover, type Discovery } from './project/discover.ts';
import { importSpecifiers } from './project/import-specifiers.ts';
import { createLocator, type Locate } from './project/locate-module.ts';
import { createCataloguedName, createMentionTest, createStoreTest } from './project/mentions.ts';
import { participants } from './project/participants.ts';
import { readSource, READ_FAILURES } from './project/read-source.ts';
import { absolutePath, isWithin, projectPath } from './project/relative-path.ts';
import type { ScanCode } from './scan-codes.ts';
import type { ScanInput } from './scan-input.ts';

/** A file or folder that was not read, or read in part. Project path. */
export interface Unread {
  readonly file: string;
  readonly code: ScanCode;
  readonly why: string;
}

/** The project as texts: which files there are, and which must be parsed. All paths are project paths. */
export interface ProjectFiles {
  /** Every folder that was entered. */
  readonly folders: readonly string[];
  /** Source files inside the operands, without what was passed over. */
  readonly considered: number;
  /** The files to parse with their texts, sorted by path. */
  readonly toParse: ReadonlyMap<string, string>;
  /** The notebooks among the texts, whose texts are their code. */
  readonly notebooks: ReadonlyMap<string, Notebook>;
  readonly locate: Locate;
  /** Inside the operands: broken notebooks, whose first cells are read. */
  readonly partlyRead: readonly Unread[];
  /** Inside the operands. */
  readonly skipped: readonly Unread[];
  readonly ignored: ReadonlyMap<string, number>;
  languageOf(file: string): Language | undefined;
  /** True for what the user asked about. */
  isReported(file: string): boolean;
  /** True for what `considered` counts. */
  isConsidered(file: string): boolean;
}

const DEFAULT_MAX_FILE_SIZE = 2_000_000;
const FILES_BETWEEN_TURNS = 64;

/** Finds and reads the project's source files, each once. */
export async function readProjectFiles(input: ScanInput): Promise<ProjectFiles> {
  const operands = input.operands.flatMap((operand) => projectPath(input.root, operand) ?? []);
  const languages = new Map(
    input.frontEnds.flatMap(({ language, extensions }) =>
      extensions.map((extension) => [extension, language] as const),
    ),
  );
  const { options = {} } = input;
  const discovery = discover({
    files: input.files,
    root: input.root,
    operands,
    extensions: new Set(languages.keys()),
    include: options.include ?? [],
    exclude: options.exclude ?? [],
  });
  const isReported = (file: string): boolean =>
    operands.some((operand) => isWithin(file, operand)) &&
    input.changed?.has(absolutePath(input.root, file)) !== false;
  const languageOf = (file: string): Language | undefined => languages.get(file.slice(file.lastIndexOf('.')));
  const sources = new Set(discovery.sources);
  const texts = await readTexts(input, discovery, new Set(operands), isReported);
  const locate = createLocator({
    files: input.files,
    root: input.root,
    discovery,
    isCatalogued: createCataloguedName(input.catalog.rows),
  });
  return {
    folders: discovery.folders,
    considered: discovery.sources.filter(isReported).length - texts.passedOver,
    toParse: filesToParse(input, texts.byFile, languageOf, locate, isReported),
    notebooks: texts.notebooks,
    locate,
    partlyRead: [...texts.notebooks].flatMap(([file, { problem }]) =>
      problem !== undefined && isReported(file) ? [{ file, code: 'AEG3005', why: problem }] : [],
    ),
    skipped: [...texts.skipped, ...unreadable(discovery), ...notSources(input, operands, languageOf)],
    ignored: texts.ignored,
    languageOf,
    isReported,
    isConsidered: (file) => sources.has(file) && isReported(file),
  };
}

interface Texts {
  readonly byFile: ReadonlyMap<string, string>;
  readonly notebooks: ReadonlyMap<string, Notebook>;
  readonly skipped: readonly Unread[];
  readonly ignored: ReadonlyMap<string, number>;
  /** How many of the sources turned out to be passed over for what they hold. */
  readonly passedOver: number;
}

async function readTexts(
  input: ScanInput,
  discovery: Discovery,
  named: ReadonlySet<string>,
  isReported: (file: string) => boolean,
): Promise<Texts> {
  const maxFileSize = input.options?.maxFileSize ?? DEFAULT_MAX_FILE_SIZE;
  const byFile = new Map<string, string>();
  const notebooks = new Map<string, Notebook>();
  const skipped: Unread[] = [];
  const ignored = new Map(discovery.ignored);
  let passedOver = 0;
  for (const [index, file] of discovery.sources.entries()) {
    if (input.interrupted?.aborted === true) break;
    const read = readSource(input.files, absolutePath(input.root, file), maxFileSize, named.has(file));
    if (read.kind === 'text') {
      byFile.set(file, read.text);
      if (read.notebook !== undefined) notebooks.set(file, read.notebook);
    } else if (isReported(file)) {
      if (read.kind === 'skipped') skipped.push({ file, code: read.code, why: read.why });
      else {
        ignored.set(read.why, (ignored.get(read.why) ?? 0) + 1);
        passedOver += 1;
      }
    }
    if (index % FILES_BETWEEN_TURNS === 0) {
      await input.onProgress?.({ stage: 'read', done: index, total: discovery.sources.length, file });
    }
  }
  return { byFile, notebooks, skipped, ignored, passedOver };
}

/** Nothing is parsed when no file the user asked about could have to do with AI. */
function filesToParse(
  { catalog }: ScanInput,
  texts: ReadonlyMap<string, string>,
  languageOf: ProjectFiles['languageOf'],
  locate: Locate,
  isReported: (file: string) => boolean,
): ReadonlyMap<string, string> {
  const tests = {
    typescript: createMentionTest(catalog, 'typescript'),
    python: createMentionTest(catalog, 'python'),
  };
  const mentioning = new Set<string>();
  for (const [file, text] of texts) {
    const language = languageOf(file);
    if (language !== undefined && tests[language](text)) mentioning.add(file);
  }
  if (mentioning.size === 0) return new Map();
  const stores = { typescript: createStoreTest('typescript'), python: createStoreTest('python') };
  const mayReadStore = (file: string, text: string): boolean => {
    const language = languageOf(file);
    return language !== undefined && stores[language](text);
  };
  const importing = [...texts].map(([file, text]) => ({
    file,
    isMention: mentioning.has(file) || mayReadStore(file, text),
    imports: importsOf(file, text, languageOf, locate),
  }));
  const wanted = participants(importing);
  const chosen = [...texts].filter(([file]) => wanted.has(file));
  return new Map(chosen.some(([file]) => isReported(file)) ? chosen : []);
}

function importsOf(
  file: string,
  text: string,
  languageOf: ProjectFiles['languageOf'],
  locate: Locate,
): readonly string[] {
  const language = languageOf(file);
  if (language === undefined) return [];
  return importSpecifiers(language, text).flatMap((specifier) => locate(file, specifier) ?? []);
}

function unreadable(discovery: Discovery): readonly Unread[] {
  return discovery.unreadable.map(({ path, failure }) => ({
    file: path === '' ? '.' : path,
    code: 'AEG3002',
    why: failedFolder(failure),
  }));
}

function failedFolder(failure: ReadFailure): string {
  return failure === 'no-permission' ? 'no permission to list the folder' : READ_FAILURES[failure];
}

/** A named file must not be passed over in silence because of its extension. */
function notSources(
  input: ScanInput,
  operands: readonly string[],
  languageOf: ProjectFiles['languageOf'],
): readonly Unread[] {
  return operands.flatMap((file): readonly Unread[] => {
    if (languageOf(file) !== undefined) return [];
    const stat = input.files.stat(absolutePath(input.root, file));
    if (stat.ok && stat.value.kind === 'directory') return [];
    const why = stat.ok ? 'not in a language that is scanned' : READ_FAILURES[stat.error];
    return [{ file, code: stat.ok ? 'AEG3008' : 'AEG3002', why }];
  });
}
