import type { FileReader } from '../../base/index.ts';
import type { Language } from '../ir.ts';
import type { Discovery } from './discover.ts';
import { createPythonLocator } from './locate-python.ts';
import { createTypeScriptLocator } from './locate-typescript.ts';

/** The project file that an import means, or `undefined` for what comes from elsewhere. */
export type Locate = (fromFile: string, specifier: string) => string | undefined;

export interface LocatorInput {
  readonly files: FileReader;
  readonly root: string;
  readonly discovery: Discovery;
  /** True for the first name of a catalogued Python module, and for the package of a TypeScript one. */
  readonly isCatalogued: (name: string, language: Language) => boolean;
}

/** Finds modules in the project the way the language's tools do. A local module wins over a package of its name. */
export function createLocator(input: LocatorInput): Locate {
  const python = createPythonLocator(input);
  const typeScript = createTypeScriptLocator(input);
  const known = new Map<string, Map<string, string | undefined>>();
  return (fromFile, specifier) => {
    let fromHere = known.get(fromFile);
    if (fromHere === undefined) known.set(fromFile, (fromHere = new Map<string, string | undefined>()));
    if (!fromHere.has(specifier)) {
      const locate = isPython(fromFile) ? python : typeScript;
      fromHere.set(specifier, locate(fromFile, specifier));
    }
    return fromHere.get(specifier);
  };
}

function isPython(file: string): boolean {
  return /\.(?:pyi?|ipynb)$/.test(file);
}
