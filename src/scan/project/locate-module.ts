import type { FileReader } from '../../base/index.ts';
import type { Language } from '../ir.ts';
import type { Discovery } from './discover.ts';
import { createPythonLocator } from './locate-python.ts';
import { createTypeScriptLocator } from './locate-typescript.ts';
import { folderOf } from './relative-path.ts';

/** The project file that an import means, or `undefined` for what comes from elsewhere. */
export type Locate = (fromFile: string, specifier: string) => string | undefined;

/** The same for all files of a folder, but for the one file that may not be meant. */
export type LocateInFolder = (folder: string, specifier: string, except?: string) => string | undefined;

export interface LocatorInput {
  readonly files: FileReader;
  readonly root: string;
  readonly discovery: Discovery;
  /** True for the first name of a catalogued Python module, and for the package of a TypeScript one. */
  readonly isCatalogued: (name: string, language: Language) => boolean;
}

/** Finds modules in the project the way the language's tools do. A local module wins over a package of its name. */
export function createLocator(input: LocatorInput): Locate {
  const python = remembered(createPythonLocator(input));
  const typeScript = remembered(createTypeScriptLocator(input));
  return (fromFile, specifier) => (isPython(fromFile) ? python : typeScript)(fromFile, specifier);
}

function remembered(locate: LocateInFolder): Locate {
  const known = new Map<string, Map<string, string | undefined>>();
  return (fromFile, specifier) => {
    const folder = folderOf(fromFile);
    let fromHere = known.get(folder);
    if (fromHere === undefined) known.set(folder, (fromHere = new Map<string, string | undefined>()));
    if (!fromHere.has(specifier)) fromHere.set(specifier, locate(folder, specifier));
    const found = fromHere.get(specifier);
    return found === fromFile ? locate(folder, specifier, fromFile) : found;
  };
}

function isPython(file: string): boolean {
  return /\.(?:pyi?|ipynb)$/.test(file);
}
