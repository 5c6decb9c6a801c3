import type { FileReader } from '../base/index.ts';
import { TYPESCRIPT_EXTENSIONS } from './extensions.ts';
import type { Language } from './ir.ts';
import { discover } from './project/discover.ts';
import { importSpecifiers } from './project/import-specifiers.ts';
import { readSource } from './project/read-source.ts';
import { absolutePath } from './project/relative-path.ts';

/** A package that the code imports, by its name (`@scope/name`; Python: the top-level module), and a file that does. */
export interface ImportedModule {
  readonly module: string;
  readonly file: string;
}

/** Enough to know a project by; a larger one has shown what it uses. */
const MAX_FILES = 2_000;
const MAX_BYTES = 500_000;

/** The packages that the source files below `root` import, each once with the first file that does, without parsing. */
export function importedModules(files: FileReader, root: string): readonly ImportedModule[] {
  const { sources } = discover({
    files,
    root,
    operands: [''],
    extensions: new Set(LANGUAGES.keys()),
    include: [],
    exclude: [],
  });
  const first = new Map<string, string>();
  for (const file of sources.slice(0, MAX_FILES)) {
    const language = LANGUAGES.get(file.slice(file.lastIndexOf('.')));
    const read = readSource(files, absolutePath(root, file), MAX_BYTES, false);
    if (language === undefined || read.kind !== 'text') continue;
    for (const specifier of importSpecifiers(language, read.text)) {
      const module = packageOf(language, specifier);
      if (module !== undefined && !first.has(module)) first.set(module, file);
    }
  }
  return Array.from(first, ([module, file]) => ({ module, file }));
}

const LANGUAGES: ReadonlyMap<string, Language> = new Map<string, Language>([
  ...TYPESCRIPT_EXTENSIONS.map((extension) => [extension, 'typescript'] as const),
  ['.py', 'python'],
]);

function packageOf(language: Language, specifier: string): string | undefined {
  if (/^[./]/.test(specifier)) return undefined;
  if (language === 'python') return specifier.split('.')[0];
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0];
}
